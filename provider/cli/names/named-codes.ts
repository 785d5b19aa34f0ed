import { coreTable } from "../../catalog/core-table.ts";
import type { Cpu } from "../../catalog/cpu.ts";
import { namesText } from "../../catalog/entry-text.ts";
import { type EventCode, entryOfCode, eventOfCode } from "../../catalog/event-code.ts";
import { eventsOf } from "../../catalog/event-meaning.ts";
import { eventNames } from "../../catalog/event-names.ts";
import { type EventRange, isInRanges } from "../../filter/arm64/event-range.ts";
import { type Entry, entryKey, isExact } from "../../filter/entry.ts";
import { entryMatches } from "../../filter/listed.ts";

/** Every code that has a name on one of the CPUs, each once, in the order of the codes. */
export function namedCodes(cpus: readonly Cpu[]): readonly EventCode[] {
  const codes = cpus.flatMap((cpu) => [
    ...(coreTable(cpu)?.codes() ?? []),
    ...eventsOf(cpu).flatMap((event) => event[cpu.vendor]?.codes ?? []),
  ]);
  return [...new Set(codes)].sort((a, b) => orderOf(a) - orderOf(b));
}

/** The names of what an entry matches, as text; empty where nothing of it has one. */
export function entryNames(entry: Entry, cpus: readonly Cpu[]): string {
  if (isExact(entry)) return namesText([entryKey(entry)], cpus);
  const codes = namedCodes(cpus).filter((code) => {
    const { select, match: umask } = entryOfCode(code);
    return entryMatches(entry, { select, umask });
  });
  return namesText(codes, cpus);
}

/** The names of what a range of arm64 events holds, as text; empty where nothing of it has one. */
export function rangeNames(range: EventRange, cpus: readonly Cpu[]): string {
  const codes = namedCodes(cpus).filter((code) => isInRanges([range], eventOfCode(code)));
  return namesText(codes, cpus);
}

/** All names of a code, without the CPUs that have them. */
export function plainNames(code: EventCode, cpus: readonly Cpu[]): readonly string[] {
  return eventNames(code, cpus).map(({ name }) => name);
}

function orderOf(code: EventCode): number {
  const [select = "", umask = "0"] = code.split("/");
  return Number.parseInt(select, 16) * 256 + Number.parseInt(umask, 16);
}
