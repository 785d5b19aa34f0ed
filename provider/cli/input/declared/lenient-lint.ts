import type { LintSettings } from "../../../declared/lint-settings.ts";
import { type LintCode, lintCodes, lintRules } from "../../../filter/lint/lint-rules.ts";

/**
 * The settings with `warn` in place of `error`: a filter with errors of the lint can be told of, and
 * explained, all the same.
 */
export function lenientLint(settings: LintSettings | undefined): LintSettings {
  return Object.fromEntries(
    lintCodes.map((code) => [code, settings?.[code] === "off" ? "off" : "warn"]),
  );
}

/** How severe a rule's findings are by the settings. */
export function severityOf(code: LintCode, settings: LintSettings | undefined): "warn" | "error" {
  const severity = settings?.[code] ?? lintRules[code].severity;
  return severity === "error" ? "error" : "warn";
}
