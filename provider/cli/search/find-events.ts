import { coreTable } from "../../catalog/core-table.ts";
import type { Cpu } from "../../catalog/cpu.ts";
import { type EventMeaning, eventMeaning, eventsOf } from "../../catalog/event-meaning.ts";
import { patternOf } from "./pattern.ts";

/** An event of the catalogue, and the CPUs on which its name means this. */
export interface FoundEvent extends EventMeaning {
  readonly on: readonly string[];
}

/** The events of the CPUs whose name or one of whose codes fits the pattern, by name. */
export function findEvents(pattern: string, cpus: readonly Cpu[]): readonly FoundEvent[] {
  const fits = patternOf(pattern);
  const found = new Map<string, FoundEvent>();
  for (const cpu of cpus) {
    for (const name of namesOf(cpu)) {
      const meaning = eventMeaning(name, cpu);
      if (meaning === undefined || ![name, ...codesOf(meaning)].some(fits)) continue;
      const key = JSON.stringify({ ...meaning, name: name.toLowerCase(), alsoCalled: [] });
      const before = found.get(key);
      found.set(key, {
        ...meaning,
        name: before?.name ?? name,
        alsoCalled: [...new Set([...(before?.alsoCalled ?? []), ...meaning.alsoCalled])],
        on: [...(before?.on ?? []), cpu.name],
      });
    }
  }
  return [...found.values()].sort((a, b) => order(a.name, b.name) || order(a.on[0], b.on[0]));
}

function namesOf(cpu: Cpu): readonly string[] {
  const generic = eventsOf(cpu).flatMap(({ names }) => names);
  const known = new Set(generic.map((name) => name.toLowerCase()));
  const table = (coreTable(cpu)?.events() ?? []).map(({ name }) => name);
  return [...generic, ...table.filter((name) => !known.has(name.toLowerCase()))];
}

function codesOf({ codes, fixedCounter }: EventMeaning): readonly string[] {
  return [...codes, ...(fixedCounter === undefined ? [] : [`fixed:${fixedCounter}`])];
}

/** By UTF-16, letter case aside: the same order everywhere. */
function order(a = "", b = ""): number {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one < other ? -1 : one > other ? 1 : 0;
}
