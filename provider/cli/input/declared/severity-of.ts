import type { LintSettings } from "../../../declared/lint-settings.ts";
import { type LintCode, lintRules } from "../../../filter/lint/lint-rules.ts";

/** How severe a rule's findings are by the settings. */
export function severityOf(code: LintCode, settings: LintSettings | undefined): "warn" | "error" {
  const severity = settings?.[code] ?? lintRules[code].severity;
  return severity === "error" ? "error" : "warn";
}
