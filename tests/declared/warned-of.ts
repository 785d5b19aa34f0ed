import type { ExecutionContext } from "ava";
import type { LintSettings } from "../../provider/declared/lint-settings.ts";
import type { PropertyObject } from "../../provider/declared/property-value.ts";
import { check } from "../../provider/resource/check.ts";

/** The codes of a declaration's warnings, in their order; it must have no failures. */
export function warnedOf(
  t: ExecutionContext,
  declaration: PropertyObject,
  lint: LintSettings = {},
): readonly string[] {
  const { failures, warnings } = check(declaration, { lint });
  t.deepEqual(failures, []);
  return warnings.map((warning) => /\[([A-Z0-9_]+)\]$/.exec(warning)?.[1] ?? warning);
}

/** The keys of what a declaration lists. */
export function listedBy(t: ExecutionContext, declaration: PropertyObject): readonly string[] {
  const { failures, inputs } = check(declaration);
  t.deepEqual(failures, []);
  return Object.keys(inputs["entries"] as PropertyObject);
}
