import { nearest } from "../errors/nearest.ts";
import { lintCodes, type Severity, severities } from "../filter/lint/lint-rules.ts";
import { map } from "./map.ts";
import type { Problem } from "./problem.ts";
import { isPropertyObject } from "./property-value.ts";
import { choice } from "./scalar.ts";

/** How severe each rule's findings are, by rule; those not there are as the rules say. */
export type LintSettings = Readonly<Record<string, Severity>>;

/** The codec of {@link LintSettings}; {@link judgeLint} looks at its keys. */
export const lintSettingsCodec = map(choice(severities));

/**
 * The settings with `warn` in place of `error`: what errors of the lint would stop can be told of,
 * explained and adopted all the same.
 */
export function lenientLint(settings: LintSettings | undefined): LintSettings {
  return Object.fromEntries(
    lintCodes.map((code) => [code, settings?.[code] === "off" ? "off" : "warn"]),
  );
}

/** What is wrong with the keys of lint settings. */
export function judgeLint(declared: unknown): readonly Problem[] {
  if (!isPropertyObject(declared)) return [];
  const codes: readonly string[] = lintCodes;
  return Object.keys(declared)
    .filter((key) => !codes.includes(key))
    .map((key) => {
      const [guess] = nearest(key, codes);
      return {
        path: ["lint", key],
        code: "LINT_RULE_UNKNOWN",
        message: "is no rule of the lint",
        hint: guess === undefined ? `Rules are ${codes.join(", ")}.` : `Did you mean ${guess}?`,
      };
    });
}
