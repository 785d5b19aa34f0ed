import test from "ava";
import { exactEntry } from "../../provider/filter/entry.ts";
import type { Filter } from "../../provider/filter/filter.ts";
import { lint } from "../../provider/filter/lint.ts";
import type { Vendor } from "../../provider/filter/vendor.ts";

const branches: Filter = { action: "allow", entries: [exactEntry(0xc4, 0)], fixedCounters: 0 };
const wide: Filter = {
  action: "deny",
  entries: [exactEntry(0x120, 1), exactEntry(0xc4, 0), exactEntry(0x120, 1)],
  fixedCounters: 0,
};

const rows: readonly [string, Filter, readonly Vendor[], readonly string[]][] = [
  ["allow, no fixed counters, Intel", branches, ["intel"], ["ALLOW_WITHOUT_FIXED_COUNTERS"]],
  ["allow, no fixed counters, unknown", branches, [], ["ALLOW_WITHOUT_FIXED_COUNTERS"]],
  ["allow, no fixed counters, both", branches, ["amd", "intel"], ["ALLOW_WITHOUT_FIXED_COUNTERS"]],
  ["allow, no fixed counters, AMD", branches, ["amd"], []],
  ["allow, a fixed counter", { ...branches, fixedCounters: 1 }, ["intel"], []],
  ["deny, no fixed counters", { ...branches, action: "deny" }, ["intel"], []],
  ["12-bit select, unknown", wide, [], ["SELECT_ABOVE_INTEL_WIDTH"]],
  ["12-bit select, both", wide, ["intel", "amd"], ["SELECT_ABOVE_INTEL_WIDTH"]],
  ["12-bit select, AMD", wide, ["amd"], []],
  [
    "several, in the order of the codes",
    { ...wide, action: "allow" },
    [],
    ["ALLOW_WITHOUT_FIXED_COUNTERS", "SELECT_ABOVE_INTEL_WIDTH"],
  ],
];

for (const [what, filter, hosts, codes] of rows) {
  test(`lint: ${what}`, (t) => {
    t.deepEqual(
      lint(filter, hosts).map(({ code }) => code),
      codes,
    );
  });
}

test("a warning names its entries, each once", (t) => {
  t.deepEqual(lint(wide, [])[0]?.entries, ["120/01"]);
  t.is(lint(branches, [])[0]?.entries, undefined);
});
