import type { Cpu } from "../../../catalog/cpu.ts";
import type { DeclaredFilter } from "../../../declared/filter-declaration.ts";
import { formatPath, type PropertyPath } from "../../../declared/property-path.ts";
import { resolveEvents } from "../../../declared/resolve-events.ts";
import type { InputPart } from "../filter-input.ts";
import type { Place } from "../place.ts";

/** What each event, preset and fixed counter of a declaration lists. */
export function declaredParts(
  declared: DeclaredFilter,
  cpus: readonly Cpu[],
  placeOf: (path: PropertyPath) => Place,
): readonly InputPart[] {
  const events = resolveEvents(declared, cpus).events.map(
    ({ path, entries, fixedCounters, ranges }): InputPart => ({
      label: formatPath(path),
      place: placeOf(path),
      entries,
      fixedCounters,
      ranges,
    }),
  );
  const counters = (declared.fixedCounters ?? []).map(
    (counter, index): InputPart => ({
      label: formatPath(["fixedCounters", index]),
      place: placeOf(["fixedCounters", index]),
      entries: [],
      fixedCounters: [counter],
      ranges: [],
    }),
  );
  return [...events, ...counters];
}
