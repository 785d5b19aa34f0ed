import test from "ava";
import type { Filter } from "../../../provider/filter/filter.ts";
import { lint } from "../../../provider/filter/lint/lint.ts";
import { lintCodes } from "../../../provider/filter/lint/lint-rules.ts";
import type { Vendor } from "../../../provider/filter/vendor.ts";
import { allow, deny, entriesOf } from "./filters.ts";

const intelArchitectural = entriesOf("c0/00 3c/00 3c/01 2e/4f 2e/41 c4/00 c5/00 a4/01");

const sane: readonly [string, Filter, readonly Vendor[]][] = [
  ["instructions, cycles, branches", allow(entriesOf("c0/00 3c/00 c4/00"), 3), ["intel"]],
  ["the same, hosts unknown", allow(entriesOf("c0/00 3c/00 c4/00"), 3), []],
  ["Intel's architectural events", allow(intelArchitectural, 0xf), ["intel"]],
  ["Intel's architectural events, slots without its counter", allow(intelArchitectural, 7), []],
  ["AMD's", allow(entriesOf("76/00 c0/00 c2/00 c3/00 120/01"), 0), ["amd"]],
  ["a mixed fleet's", allow(entriesOf("c0/00 3c/00 76/00 c4/00 c2/00"), 3), ["intel", "amd"]],
  ["masked entries and an exclude", allow(entriesOf("d0/01&01 d1/00&f0 !d1/08"), 4), ["intel"]],
  ["only a fixed counter that has no other event", allow([], 4), ["intel"]],
  ["deny whole selects", deny(entriesOf("2e/00&00 24/00&00 b7/00&00")), ["intel"]],
  ["deny by bits", deny(entriesOf("2e/41&41 24/21&21")), ["intel"]],
  ["deny instructions and cycles", deny(entriesOf("c0/00&00 3c/00&00"), 7), ["intel"]],
  ["deny Intel's slots, whose counter no guest has", deny(entriesOf("a4/01&01")), ["intel"]],
  ["deny AMD's whole selects", deny(entriesOf("64/00&00 c0/00&00"), 0), ["amd"]],
];

for (const [what, filter, hosts] of sane) {
  test(`nothing to find: ${what}`, (t) => t.deepEqual(lint(filter, hosts), []));
}

test("findings come in the order of the table", (t) => {
  const odd = allow(entriesOf("120/01 120/01 24/03&01 !2e/41"), 0);
  t.deepEqual(
    lint(odd, []).map(({ code }) => code),
    [
      "ALLOW_WITHOUT_FIXED_COUNTERS",
      "MATCH_OUTSIDE_MASK",
      "SELECT_ABOVE_INTEL_WIDTH",
      "EXCLUDE_WITHOUT_INCLUDE",
      "DUPLICATE_ENTRY",
    ],
  );
  const places = lint(odd, []).map(({ code }) => lintCodes.indexOf(code));
  t.deepEqual(
    places.toSorted((a, b) => a - b),
    places,
  );
});
