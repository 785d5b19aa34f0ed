import { type Cpu, cpusOrFamilies } from "../catalog/cpu.ts";
import { entryText, namesText } from "../catalog/entry-text.ts";
import { codeOfEvent } from "../catalog/event-code.ts";
import type { Listed } from "../declared/listed.ts";
import { type EventRange, eventRangeKey, mergedRanges } from "../filter/arm64/event-range.ts";
import { entryKey } from "../filter/entry.ts";
import { fixedCounterKey, fixedCounterNames, fixedCountersIn } from "../filter/fixed-counter.ts";
import { hexadecimal } from "../filter/hexadecimal.ts";

/**
 * The listed events as diffs show them, by encoding, each with its name or what it matches. Equal
 * lists have equal keys, however they were declared.
 */
export function entriesMap(listed: Listed, cpus: readonly Cpu[]): Readonly<Record<string, string>> {
  if (listed.arch === "arm64") {
    return Object.fromEntries(
      mergedRanges(listed.ranges)
        .flatMap(eventByEvent)
        .map((range) => [eventRangeKey(range), rangeText(range, cpus)]),
    );
  }
  return Object.fromEntries([
    ...listed.entries.map((entry) => [entryKey(entry), entryText(entry, cpus)]),
    ...fixedCountersIn(listed.fixedCounters).map((name) => [
      fixedCounterKey(fixedCounterNames.indexOf(name)),
      name,
    ]),
  ]);
}

/** The longest range that is shown event by event: an added event is then one line. */
const longestShown = 64;

function eventByEvent(range: EventRange): readonly EventRange[] {
  const length = range.last - range.first + 1;
  if (length > longestShown) return [range];
  return Array.from({ length }, (_, index) => ({
    first: range.first + index,
    last: range.first + index,
  }));
}

function rangeText({ first, last }: EventRange, cpus: readonly Cpu[]): string {
  if (first !== last) return `${last - first + 1} events`;
  const names = namesText([codeOfEvent(first)], cpusOrFamilies(cpus, "arm64"));
  return names || `event ${hexadecimal(first)}`;
}
