import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import type { Filter } from "../../../provider/filter/filter.ts";
import { lint } from "../../../provider/filter/lint/lint.ts";
import { eventCounts } from "../../../provider/filter/listed.ts";
import { lintedFilter } from "./arbitrary-linted-filter.ts";
import { allow, deny, entriesOf } from "./filters.ts";
import { testRule } from "./rule-table.ts";

testRule("DENY_UMASK_SUPERSET", [
  ["one umask", deny(entriesOf("24/21")), ["intel"], "24/21"],
  ["AMD", deny(entriesOf("64/09")), ["amd"], "64/09"],
  ["bits that are looked at being 0", deny(entriesOf("24/01&03")), [], "24/01&03"],
  ["all bits but one being 0", deny(entriesOf("24/00&fe")), [], "24/00&fe"],
  ["some of several", deny(entriesOf("24/21 2e/41&41 2e/4f")), [], "24/21"],
  ["a gap left by an exclude", deny(entriesOf("24/00&00 !24/23")), [], "24/00&00 !24/23"],
  ["the umask's bits", deny(entriesOf("24/21&21")), ["intel"], undefined],
  ["a whole select", deny(entriesOf("24/00&00")), ["intel"], undefined],
  ["the umask with every bit", deny(entriesOf("24/ff")), ["intel"], undefined],
  ["both halves of a mask", deny(entriesOf("24/21&23 24/23&23")), ["intel"], undefined],
  ["umask 0, which has a rule of its own", deny(entriesOf("c4/00")), ["intel"], undefined],
  ["an entry that matches nothing", deny(entriesOf("24/03&01")), ["intel"], undefined],
  ["an allow list", allow(entriesOf("24/21")), ["intel"], undefined],
]);

testRule("DENY_UMASK_ZERO", [
  ["umask 0 alone", deny(entriesOf("c4/00")), ["intel"], "c4/00"],
  ["AMD", deny(entriesOf("76/00")), ["amd"], "76/00"],
  ["with another umask", deny(entriesOf("c4/00 c4/20&20")), [], "c4/00"],
  ["with all others", deny(entriesOf("c4/00 c4/00&00")), [], undefined],
  ["all others but excluded ones", deny(entriesOf("c4/00 c4/00&00 !c4/20")), [], undefined],
  ["a whole select but one umask", deny(entriesOf("c4/00&00 !c4/20")), [], undefined],
  ["umask 0 of a mask", deny(entriesOf("c4/00&01")), [], undefined],
  ["umask 0 excluded again", deny(entriesOf("c4/00 !c4/00")), [], undefined],
  ["another umask", deny(entriesOf("24/21")), [], undefined],
  ["an allow list", allow(entriesOf("c4/00")), [], undefined],
]);

test("the change denies the umask's bits in place of what they cover", (t) => {
  t.deepEqual(mendOf(deny(entriesOf("24/21 24/23 24/08"))), {
    remove: entriesOf("24/21 24/23 24/08"),
    add: entriesOf("24/08&08 24/21&21"),
  });
  t.deepEqual(mendOf(deny(entriesOf("24/00&fe"))), { remove: [], add: entriesOf("24/01&01") });
  t.deepEqual(mendOf(deny(entriesOf("24/00&00 !24/23"))), {
    remove: entriesOf("!24/23"),
    add: [],
  });
});

test("an exclude whose removal opens another gap is not the only one to go", (t) => {
  // Without !24/01, 01 is denied, and !24/02&03 lets none of its supersets count; 24/03 does.
  const filter = deny(entriesOf("24/05 24/01 !24/07 !24/13"));
  t.deepEqual(mendOf(filter), {
    remove: entriesOf("24/05 24/01 !24/07 !24/13"),
    add: entriesOf("24/01&01"),
  });
});

testProp(
  "DENY_UMASK_SUPERSET is silent exactly when no umask with more bits than a denied one counts",
  [lintedFilter],
  (t, filter) => {
    const silent = !lint(filter, []).some(({ code }) => code === "DENY_UMASK_SUPERSET");
    t.is(silent, filter.action === "allow" || !hasSupersetThatCounts(filter));
  },
  { numRuns: 500 },
);

test("the filters of that law are of both kinds", (t) => {
  const filters = fc.sample(lintedFilter, 500).filter(({ action }) => action === "deny");
  const dodged = filters.filter(hasSupersetThatCounts);
  t.true(dodged.length > 50 && dodged.length < filters.length - 20, `${dodged.length}`);
});

/** By looking at every umask of every select that is touched, and at all of its supersets. */
function hasSupersetThatCounts(filter: Filter): boolean {
  return [...new Set(filter.entries.map(({ select }) => select))].some((select) => {
    const counts = Array.from({ length: 256 }, (_, umask) =>
      eventCounts(filter, { select, umask }),
    );
    return counts.some(
      (counting, low) =>
        low !== 0 && !counting && counts.some((above, umask) => above && (umask | low) === umask),
    );
  });
}

function mendOf(filter: Filter) {
  return lint(filter, []).find(({ code }) => code === "DENY_UMASK_SUPERSET")?.mend;
}
