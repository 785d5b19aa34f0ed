import test from "ava";
import type { Filter } from "../../../provider/filter/filter.ts";
import { lint } from "../../../provider/filter/lint/lint.ts";
import type { LintCode } from "../../../provider/filter/lint/lint-rules.ts";
import type { Vendor } from "../../../provider/filter/vendor.ts";

/**
 * What the filter is, the filter, its hosts, and what the rule's finding is about: `undefined` for
 * no finding, `whole` for one about the filter as a whole, else the finding's entries.
 */
export type RuleRow = readonly [string, Filter, readonly Vendor[], string | undefined];

/** One test per row: whether the rule finds something, and about which entries. */
export function testRule(code: LintCode, rows: readonly RuleRow[]): void {
  for (const [what, filter, hosts, entries] of rows) {
    test(`${code}: ${what}`, (t) => {
      const finding = lint(filter, hosts).find((found) => found.code === code);
      t.is(finding && (finding.entries?.join(" ") ?? "whole"), entries);
    });
  }
}
