import type { Warning } from "../../../declared/judge-findings.ts";
import { formatPath } from "../../../declared/property-path.ts";
import { keysOf } from "../../../declared/resolve-events.ts";
import type { InputFinding, InputPart } from "../filter-input.ts";
import type { PlacesOf } from "./places-of.ts";

/** Findings with their places: the property that they name, or the first that lists what they are about. */
export function placedFindings(
  warnings: readonly Warning[],
  parts: readonly InputPart[],
  places: PlacesOf,
): readonly InputFinding[] {
  return warnings.map(({ path, mend: _, ...finding }): InputFinding => {
    if (path !== undefined) {
      return { ...finding, property: formatPath(path), place: places.ofValue(path) };
    }
    const part = parts.find((candidate) => {
      const listed = keysOf(candidate);
      return finding.entries?.some((entry) => listed.has(entry)) ?? false;
    });
    if (part?.place === undefined) return finding;
    return { ...finding, property: part.label, place: part.place };
  });
}
