import { fc, testProp } from "@fast-check/ava";
import test, { type ExecutionContext } from "ava";
import { entryKey } from "../../../provider/filter/entry.ts";
import type { Filter } from "../../../provider/filter/filter.ts";
import type { Mend } from "../../../provider/filter/lint/finding.ts";
import { lint } from "../../../provider/filter/lint/lint.ts";
import type { LintCode } from "../../../provider/filter/lint/lint-rules.ts";
import { mended } from "../../../provider/filter/lint/mend.ts";
import type { Vendor } from "../../../provider/filter/vendor.ts";
import { anyHosts } from "../arbitrary-filter.ts";
import { naiveEffect } from "../naive-effect.ts";
import { lintedFilter, lintedSelects } from "./arbitrary-linted-filter.ts";

/** What a change may do to what counts: nothing, only add, only take away, or either. */
type Promise = "same" | "more" | "less" | "other";

/** The rules whose findings bring a change, and what the change may do. */
const promises: Readonly<Partial<Record<LintCode, Promise>>> = {
  MATCH_OUTSIDE_MASK: "other",
  ALLOW_WITHOUT_FIXED_COUNTERS: "more",
  ALLOW_WITHOUT_FIXED_TWIN: "more",
  ALLOW_WITHOUT_GENERAL_EVENT: "more",
  DENY_UMASK_SUPERSET: "less",
  DENY_UMASK_ZERO: "less",
  DENY_WITHOUT_FIXED_COUNTER: "less",
  DENY_WITHOUT_GENERAL_EVENT: "less",
  AMD_MERGE_EVENT_MISSING: "more",
  EXCLUDE_WITHOUT_INCLUDE: "same",
  ENTRY_WITHOUT_EFFECT: "same",
  DUPLICATE_ENTRY: "same",
  FIXED_COUNTERS_IDLE: "same",
  FIXED_COUNTER_UNKNOWN: "same",
};

/** Rules that fixed counters mend, and nothing else does. */
const fixedOnly: readonly LintCode[] = [
  "ALLOW_WITHOUT_FIXED_COUNTERS",
  "ALLOW_WITHOUT_FIXED_TWIN",
  "DENY_WITHOUT_FIXED_COUNTER",
  "FIXED_COUNTERS_IDLE",
  "FIXED_COUNTER_UNKNOWN",
];

testProp(
  "a finding's change silences its rule, and changes only what it promises",
  [lintedFilter, anyHosts],
  (t, filter, hosts) => {
    const findings = lint(filter, hosts);
    t.is(findings.length, new Set(findings.map(({ code }) => code)).size);
    for (const { code, mend } of findings) {
      if (mend === undefined) continue;
      const after = mended(filter, mend);
      t.deepEqual(
        lint(after, hosts).filter((found) => found.code === code),
        [],
      );
      keepsPromise(t, code, mend, { hosts, before: filter, after });
    }
  },
  { numRuns: 1000 },
);

test("all those rules find something in the filters of that law", (t) => {
  const cases = fc.sample(fc.tuple(lintedFilter, anyHosts), 2000);
  const found = cases.flatMap(([filter, hosts]) =>
    lint(filter, hosts).flatMap(({ code, mend }) => (mend === undefined ? [] : [code])),
  );
  t.deepEqual([...new Set(found)].sort(), Object.keys(promises).sort());
});

testProp(
  "the entries told are entries of the filter, each told once",
  [lintedFilter, anyHosts],
  (t, filter, hosts) => {
    const keys = new Set(filter.entries.map(entryKey));
    const told = lint(filter, hosts).map(({ entries = [] }) => entries);
    t.deepEqual(
      told.map((entries): readonly string[] => [...new Set(entries)]),
      told,
    );
    t.deepEqual(
      told.flat().filter((entry) => !entry.startsWith("fixed/") && !keys.has(entry)),
      [],
    );
  },
);

interface Change {
  readonly hosts: readonly Vendor[];
  readonly before: Filter;
  readonly after: Filter;
}

function keepsPromise(t: ExecutionContext, code: LintCode, mend: Mend, change: Change): void {
  const before = counting(change.before, change.hosts);
  const after = counting(change.after, change.hosts);
  const more = [...after].filter((event) => !before.has(event));
  const less = [...before].filter((event) => !after.has(event));
  const promise = promises[code];
  if (promise === "same" || promise === "less") t.deepEqual(more, [], code);
  if (promise === "same" || promise === "more") t.deepEqual(less, [], code);

  const { add = [], remove = [], fixedCounters } = mend;
  const touched = [...add, ...remove].map(({ select }) => `${select}/`);
  if (fixedCounters !== undefined) touched.push("fixed");
  const strays = [...more, ...less].filter((event) => !touched.some((at) => event.startsWith(at)));
  t.deepEqual(strays, [], code);
  t.is(fixedCounters !== undefined, fixedOnly.includes(code), code);
}

function counting(filter: Filter, hosts: readonly Vendor[]): ReadonlySet<string> {
  const counts = naiveEffect(filter, hosts, lintedSelects);
  return new Set(counts === "" ? [] : counts.split(/ (?=\d+\/|fixed)/));
}
