import test from "ava";
import { entryText } from "../../provider/catalog/entry-text.ts";
import { eventNames } from "../../provider/catalog/event-names.ts";
import { type Entry, entryKey, exactEntry } from "../../provider/filter/entry.ts";
import { named } from "./named-cpus.ts";

const excluded = (entry: Entry): Entry => ({ ...entry, exclude: true });
const masked: Entry = { select: 0xd0, mask: 0x7c, match: 0x00, exclude: false };
const both = ["amd", "intel"] as const;

const texts: readonly [Entry, readonly string[], string][] = [
  [exactEntry(0xc4, 0x00), ["intel"], "branches"],
  [exactEntry(0xc4, 0x00), ["SPR"], "branches"],
  [exactEntry(0xc4, 0x00), ["SPR", "zen4"], "branches (SPR), ex_ret_brn_tkn (zen4)"],
  [exactEntry(0xd1, 0x20), ["SPR"], "MEM_LOAD_RETIRED.L3_MISS"],
  [exactEntry(0xd1, 0x20), ["SPR", "intel"], "MEM_LOAD_RETIRED.L3_MISS (SPR)"],
  [exactEntry(0xc4, 0x00), ["amd"], "select 0xc4, umask 0x00"],
  [exactEntry(0xc4, 0x00), both, "branches (intel)"],
  [exactEntry(0xc4, 0x00), [], "branches (intel)"],
  [exactEntry(0xc2, 0x00), both, "branches (amd)"],
  [exactEntry(0xc0, 0x00), both, "instructions"],
  [exactEntry(0xc0, 0x00), [], "instructions"],
  [exactEntry(0x3c, 0x01), ["intel"], "ref-cycles, bus-cycles"],
  [exactEntry(0x3c, 0x01), both, "ref-cycles (intel), bus-cycles (intel)"],
  [exactEntry(0x120, 0x01), ["amd"], "ref-cycles"],
  [exactEntry(0x9c, 0x01), ["intel"], "topdown-frontend-bound"],
  [exactEntry(0xd0, 0x12), ["intel"], "select 0xd0, umask 0x12"],
  [exactEntry(0x1c2, 0x00), ["amd"], "select 0x1c2, umask 0x00"],
  [exactEntry(0x00, 0x0f), [], "select 0x00, umask 0x0f"],
  [masked, ["intel"], "select 0xd0, umask & 0x7c = 0x00"],
  [
    { ...masked, select: 0x2e, mask: 0 },
    ["SPR"],
    "select 0x2e, any umask: cache-misses, cache-references",
  ],
  [
    { select: 0xd1, mask: 0x20, match: 0x20, exclude: true },
    ["SPR"],
    "not select 0xd1, umask & 0x20 = 0x20: MEM_LOAD_RETIRED.L3_MISS",
  ],
  [excluded(masked), ["intel"], "not select 0xd0, umask & 0x7c = 0x00"],
  [{ ...masked, mask: 0 }, ["intel"], "select 0xd0, any umask"],
  [excluded(exactEntry(0xd0, 0x83)), ["intel"], "not select 0xd0, umask 0x83"],
  [excluded(exactEntry(0xc5, 0x00)), ["intel"], "not branch-misses"],
];

for (const [entry, hosts, text] of texts) {
  test(`text of ${entryKey(entry)} on ${hosts.join("+") || "any hosts"}`, (t) => {
    t.is(entryText(entry, named(...hosts)), text);
  });
}

test("perf's generic names come before a vendor's", (t) => {
  t.deepEqual(eventNames("c0/00", named("intel", "SPR")), [
    { name: "instructions", cpus: ["intel", "SPR"] },
  ]);
});

test("names that need nothing besides the code come before those that do", (t) => {
  t.deepEqual(eventNames("c2/02", named("ICX")), [{ name: "UOPS_RETIRED.SLOTS", cpus: ["ICX"] }]);
});

test("a code with many names shows three and how many more", (t) => {
  const text = entryText(exactEntry(0xb7, 0x01), named("CLX"));
  t.regex(text, /^[^,]+, [^,]+, [^,]+, \d+ more$/);
});
