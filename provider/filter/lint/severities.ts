import type { Finding } from "./finding.ts";
import type { Severity } from "./lint-rules.ts";

/**
 * The findings as the settings want them: those of a rule that is off are gone, the others have
 * the severity that is set, or else their own. Keys of the settings are the rules' codes. Where
 * several settings hold (provider, then resource), spread them in that order.
 */
export function applySeverities<F extends Finding>(
  findings: readonly F[],
  settings: Readonly<Partial<Record<string, Severity>>>,
): readonly F[] {
  return findings.flatMap((finding) => {
    const severity = settings[finding.code] ?? finding.severity;
    return severity === "off" ? [] : [{ ...finding, severity }];
  });
}
