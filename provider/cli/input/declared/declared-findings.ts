import type { Warning } from "../../../declared/judge-findings.ts";
import { formatPath } from "../../../declared/property-path.ts";
import { eventRangeKey } from "../../../filter/arm64/event-range.ts";
import { entryKey } from "../../../filter/entry.ts";
import { fixedCounterNames } from "../../../filter/fixed-counter.ts";
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
    const part = parts.find((candidate) => listsOneOf(candidate, finding.entries ?? []));
    if (part?.place === undefined) return finding;
    return { ...finding, property: part.label, place: part.place };
  });
}

function listsOneOf(part: InputPart, keys: readonly string[]): boolean {
  const listed = [
    ...part.entries.map(entryKey),
    ...part.ranges.map(eventRangeKey),
    ...part.fixedCounters.map((counter) => `fixed/${fixedCounterNames.indexOf(counter)}`),
  ];
  return listed.some((key) => keys.includes(key));
}
