import { testProp } from "@fast-check/ava";
import type { Entry } from "../../../provider/filter/entry.ts";
import { canonicalFilter, type Filter } from "../../../provider/filter/filter.ts";
import { lint } from "../../../provider/filter/lint/lint.ts";
import { naiveEffect } from "../naive-effect.ts";
import { lintedFilter, lintedSelects } from "./arbitrary-linted-filter.ts";
import { allow, deny, entriesOf } from "./filters.ts";
import { testRule } from "./rule-table.ts";

testRule("MATCH_OUTSIDE_MASK", [
  ["a bit outside", allow(entriesOf("24/03&01 c4/00")), ["intel"], "24/03&01"],
  ["an exclude", deny(entriesOf("24/00&00 !24/01&02")), [], "!24/01&02"],
  ["each once", deny(entriesOf("24/01&00 24/01&00")), ["amd"], "24/01&00"],
  ["inside", allow(entriesOf("24/01&03 c4/00")), ["intel"], undefined],
]);

testRule("SELECT_ABOVE_INTEL_WIDTH", [
  ["unknown hosts", deny(entriesOf("120/01 c4/20 120/01")), [], "120/01"],
  ["both vendors", allow(entriesOf("120/01 fff/00")), ["intel", "amd"], "120/01 fff/00"],
  ["AMD", allow(entriesOf("120/01")), ["amd"], undefined],
  ["the widest of Intel", allow(entriesOf("ff/00")), [], undefined],
]);

testRule("EXCLUDE_WITHOUT_INCLUDE", [
  ["alone", allow(entriesOf("c4/00 !24/21")), [], "!24/21"],
  ["deny", deny(entriesOf("!24/21 !24/00&00")), [], "!24/21 !24/00&00"],
  ["another umask", allow(entriesOf("24/21 !24/23")), [], "!24/23"],
  ["another part of a mask", allow(entriesOf("24/01&01 !24/00&01")), [], "!24/00&01"],
  ["part of an include", allow(entriesOf("24/01&01 !24/03&03")), [], undefined],
  ["the whole include", allow(entriesOf("24/21 !24/21")), [], undefined],
  ["an exclude that matches nothing", allow(entriesOf("24/21 !24/01&00")), [], undefined],
]);

testRule("ENTRY_WITHOUT_EFFECT", [
  ["covered by one", allow(entriesOf("24/21 24/01&01")), [], "24/21"],
  ["covered by two", allow(entriesOf("24/01&01 24/00&01 24/00&10")), [], "24/00&10"],
  ["all that one covers", deny(entriesOf("2e/41 2e/4f 2e/00&00")), [], "2e/41 2e/4f"],
  ["excluded", allow(entriesOf("24/21 24/23 !24/21&23 24/25")), [], "24/21 24/25 !24/21&23"],
  [
    "covered where not excluded",
    allow(entriesOf("24/01&01 24/02&02 !24/02&03")),
    [],
    "24/02&02 !24/02&03",
  ],
  ["overlapping halves", allow(entriesOf("24/01&01 24/02&02")), [], undefined],
  ["an exclude at work", deny(entriesOf("24/00&00 !24/21")), [], undefined],
  ["duplicates have a rule of their own", allow(entriesOf("24/21 24/21")), [], undefined],
  ["so have excludes without include", allow(entriesOf("24/21 !24/23")), [], undefined],
]);

testRule("DUPLICATE_ENTRY", [
  ["twice", allow(entriesOf("c4/00 c0/00 c4/00")), [], "c4/00"],
  ["three times, told once", deny(entriesOf("24/01&01 24/01&01 24/01&01")), [], "24/01&01"],
  ["an include and an exclude", allow(entriesOf("24/21 !24/21")), [], undefined],
  ["another mask", allow(entriesOf("24/01 24/01&01")), [], undefined],
]);

testRule("FILTER_EMPTY", [
  ["allow", allow([], 0), [], "whole"],
  ["deny", deny([]), ["intel"], "whole"],
  ["only excludes", deny(entriesOf("!24/21")), [], "whole"],
  ["only entries that match nothing", allow(entriesOf("24/03&01"), 0), [], "whole"],
  ["all excluded", deny(entriesOf("24/21 !24/21")), [], "whole"],
  ["only bits that no guest has", deny([], 0x10), [], "whole"],
  ["only slots, which no guest has today", allow([], 8), ["intel"], "whole"],
  ["only fixed counters, AMD", allow([], 3), ["amd"], "whole"],
  ["only selects that Intel lacks", deny(entriesOf("120/01")), ["intel"], "whole"],
  ["only fixed counters", allow([], 3), ["intel"], undefined],
  ["one entry", deny(entriesOf("24/21")), [], undefined],
]);

testRule("AMD_MERGE_EVENT_MISSING", [
  ["Zen's FLOPs", allow(entriesOf("76/00 03/0f"), 0), ["amd"], "03/0f"],
  ["both vendors", allow(entriesOf("03/01&01")), ["intel", "amd"], "03/01&01"],
  ["excluded again", allow(entriesOf("03/0f fff/00&00 !fff/00"), 0), ["amd"], "03/0f"],
  ["with the merge event", allow(entriesOf("03/0f fff/00"), 0), ["amd"], undefined],
  ["with its whole select", allow(entriesOf("03/0f fff/00&00"), 0), ["amd"], undefined],
  ["no FLOPs", allow(entriesOf("76/00 103/01"), 0), ["amd"], undefined],
  ["FLOPs excluded again", allow(entriesOf("03/0f !03/0f 76/00"), 0), ["amd"], undefined],
  ["Intel, where 03 is another event", allow(entriesOf("03/02")), ["intel"], undefined],
  ["unknown hosts", allow(entriesOf("03/02")), [], undefined],
  ["a deny list", deny(entriesOf("03/0f")), ["amd"], undefined],
]);

testProp(
  "ENTRY_WITHOUT_EFFECT is silent exactly when no entry that has no other rule can be left out",
  [lintedFilter],
  (t, filter) => {
    const silent = !lint(filter, []).some(({ code }) => code === "ENTRY_WITHOUT_EFFECT");
    const own = canonicalFilter(filter).entries.filter(
      (entry) => (entry.match & ~entry.mask) === 0 && !isIdleExclude(filter, entry),
    );
    const reduced = { ...filter, entries: own };
    const effect = naiveEffect(reduced, [], lintedSelects);
    const spare = own.some(
      (entry) => naiveEffect(without(reduced, entry), [], lintedSelects) === effect,
    );
    t.is(silent, !spare);
  },
  { numRuns: 300 },
);

/** True for an exclude that overlaps with no include. */
function isIdleExclude({ entries }: Filter, entry: Entry): boolean {
  const overlaps = (include: Entry) =>
    !include.exclude &&
    include.select === entry.select &&
    (include.match & ~include.mask) === 0 &&
    (include.match & entry.mask & include.mask) === (entry.match & entry.mask & include.mask);
  return entry.exclude && !entries.some(overlaps);
}

function without(filter: Filter, entry: Entry): Filter {
  return { ...filter, entries: filter.entries.filter((other) => other !== entry) };
}
