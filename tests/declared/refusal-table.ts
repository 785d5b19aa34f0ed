import test from "ava";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { check } from "../../provider/resource/check.ts";
import { type Finding, inOrder, problemsOf } from "./problems.ts";

/**
 * A row of a table of bad input: what it is, the declaration, everything that Check finds wrong,
 * and, where a hint has to name something, what it names.
 */
export type RefusalRow = readonly [
  what: string,
  declaration: PropertyObject,
  findings: readonly Finding[],
  hinted?: string,
];

/** Registers a test per row. */
export function testRefusals(rows: readonly RefusalRow[]): void {
  for (const [what, declaration, findings, hinted] of rows) {
    test(`refused: ${what}`, (t) => {
      t.deepEqual(problemsOf(declaration), inOrder(findings));
      const { failures } = check(declaration);
      for (const { property, code, reason } of failures) {
        t.true(reason.startsWith(`${property}: `) && reason.endsWith(`[${code}]`), reason);
      }
      if (hinted !== undefined) {
        const reasons = failures.map(({ reason }) => reason);
        t.true(
          reasons.some((reason) => reason.includes(hinted)),
          reasons.join("\n"),
        );
      }
    });
  }
}

/** A row of a table of good input. */
export type AcceptedRow = readonly [what: string, declaration: PropertyObject];

/** Registers a test per row. */
export function testAccepted(rows: readonly AcceptedRow[]): void {
  for (const [what, declaration] of rows) {
    test(`accepted: ${what}`, (t) => t.deepEqual(problemsOf(declaration), []));
  }
}
