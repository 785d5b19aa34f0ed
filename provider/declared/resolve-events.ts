import type { Cpu } from "../catalog/cpu.ts";
import type { PresetName } from "../catalog/presets/preset.ts";
import { eventRangeKey, isInRanges } from "../filter/arm64/event-range.ts";
import { covers, entryKey, isExact } from "../filter/entry.ts";
import type { Action } from "../filter/filter.ts";
import { fixedCounterKey, fixedCounterNames } from "../filter/fixed-counter.ts";
import type { PropertyPath } from "./property-path.ts";
import { isKnown, type Partially, unknownValue } from "./property-value.ts";
import type { PartialDeclaration } from "./resolve.ts";
import { resolveEvent } from "./resolve-event.ts";
import { resolvePreset } from "./resolve-preset.ts";
import type { ResolvedEvent } from "./resolved-event.ts";

/** What an event or a preset comes to, and where it is declared. */
export interface PlacedEvent extends ResolvedEvent {
  readonly path: PropertyPath;
}

/** The events and presets that are known, and whether these are all. */
export function resolveEvents(
  { events = [], presets = [], action }: PartialDeclaration,
  cpus: readonly Cpu[],
): { readonly events: readonly PlacedEvent[]; readonly complete: boolean } {
  const listed = each(events, "events", (event) => resolveEvent(event, cpus));
  const preset = each(presets, "presets", (name: PresetName) =>
    action === undefined || action === unknownValue
      ? undefined
      : resolvePreset(name, action as Action, cpus),
  );
  return {
    events: withoutRepeats(listed.found, preset.found),
    complete: listed.complete && preset.complete,
  };
}

/** The keys of all that an event lists, as diffs and findings name them. */
export function keysOf(
  event: Pick<ResolvedEvent, "entries" | "ranges" | "fixedCounters">,
): ReadonlySet<string> {
  return new Set([
    ...event.entries.map(entryKey),
    ...event.ranges.map(eventRangeKey),
    ...event.fixedCounters.map((counter) => fixedCounterKey(fixedCounterNames.indexOf(counter))),
  ]);
}

function each<T>(
  items: Partially<readonly T[]>,
  property: string,
  resolveItem: (item: T) => ResolvedEvent | undefined,
): { readonly found: readonly PlacedEvent[]; readonly complete: boolean } {
  if (items === unknownValue) return { found: [], complete: false };
  const all = (items as readonly Partially<T>[]).map((item, index) => {
    const resolved = isKnown<T>(item) ? resolveItem(item) : undefined;
    const path = [property, index];
    return (
      resolved && {
        ...resolved,
        path,
        problems: resolved.problems.map((found) => ({ ...found, path: [...path, ...found.path] })),
        findings: resolved.findings.map((found) => ({
          ...found,
          path: [...path, ...(found.path ?? [])],
        })),
      }
    );
  });
  const found = all.filter((event) => event !== undefined);
  return { found, complete: found.length === all.length };
}

/**
 * A preset lists many events, and names may share a code; that one of them is declared in another way,
 * too, is no mistake. What is listed twice by its numbers may be one.
 */
function withoutRepeats(
  events: readonly PlacedEvent[],
  presets: readonly PlacedEvent[],
): readonly PlacedEvent[] {
  const wide = presets.flatMap(({ entries }) => entries);
  const needed = events.map((event) => ({
    ...event,
    entries: event.entries.filter(
      (entry) => entry.exclude || !wide.some((other) => !isExact(other) && covers(other, entry)),
    ),
  }));
  const byNumbers = needed.filter(({ byName }) => byName !== true);
  const keys = new Set(byNumbers.flatMap(({ entries }) => entries.map(entryKey)));
  const ranges = byNumbers.flatMap((event) => event.ranges);
  const once = (event: PlacedEvent): PlacedEvent => {
    const entries = event.entries.filter((entry) => !keys.has(entryKey(entry)));
    // What names and presets list is single events.
    const own = event.ranges.filter(({ first }) => !isInRanges(ranges, first));
    for (const entry of entries) keys.add(entryKey(entry));
    ranges.push(...own);
    return { ...event, entries, ranges: own };
  };
  return [
    ...needed.map((event) => (event.byName === true ? once(event) : event)),
    ...presets.map(once),
  ];
}
