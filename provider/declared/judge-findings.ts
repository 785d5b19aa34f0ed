import { applySeverities } from "../filter/lint/severities.ts";
import type { LintSettings } from "./lint-settings.ts";
import type { Problem } from "./problem.ts";
import type { PropertyPath } from "./property-path.ts";
import { keysOf, type PlacedEvent } from "./resolve-events.ts";
import type { PlacedFinding } from "./resolved-event.ts";

/** What is valid about a filter and probably not meant. */
export type Warning = PlacedFinding;

/**
 * Sorts findings by how severe their rules are set: errors become problems of the property that is
 * to be changed.
 */
export function judgeFindings(
  findings: readonly PlacedFinding[],
  events: readonly PlacedEvent[],
  settings: LintSettings,
): { readonly problems: readonly Problem[]; readonly warnings: readonly Warning[] } {
  const judged = applySeverities(findings, settings);
  return {
    problems: judged
      .filter(({ severity }) => severity === "error")
      .map(({ code, message, hint, path, entries }) => ({
        code,
        message,
        ...(hint !== undefined && { hint }),
        path: path ?? pathOf(entries ?? [], events),
      })),
    warnings: judged.filter(({ severity }) => severity === "warn"),
  };
}

/** The event that lists all the entries, or else what lists them together. */
function pathOf(entries: readonly string[], events: readonly PlacedEvent[]): PropertyPath {
  const listing = events.filter((event) => {
    const keys = keysOf(event);
    return entries.some((entry) => keys.has(entry));
  });
  const [only] = listing;
  if (only !== undefined && listing.length === 1) return only.path;
  return entries.length > 0 && entries.every((entry) => entry.startsWith("fixed/"))
    ? ["fixedCounters"]
    : ["events"];
}
