import { nearest } from "../errors/nearest.ts";
import { type FixedCounter, fixedCounterNames } from "../filter/fixed-counter.ts";
import { coreTable } from "./core-table.ts";
import type { Cpu } from "./cpu.ts";
import type { EventCode } from "./event-code.ts";
import { eventMeaning, eventsOf, type Unusable } from "./event-meaning.ts";

/** What a name comes to on a set of CPUs. */
export interface ResolvedName {
  /** What it means on each CPU that has it, by the CPU's name. */
  readonly on: ReadonlyMap<string, readonly EventCode[]>;
  /** The codes that it means, each once. */
  readonly codes: readonly EventCode[];
  /** The fixed counters that it means. */
  readonly fixedCounters: readonly FixedCounter[];
  /** What the name needs besides and a filter does not see. */
  readonly unseen: readonly string[];
  /** Other names of the codes on CPUs that have this one, which a filter cannot tell from it. */
  readonly alsoCalled: readonly string[];
  /** The CPUs on which it means nothing. */
  readonly missingOn: readonly string[];
  /** The CPUs whose guests cannot count it, and why. */
  readonly unusable: readonly (Unusable & { readonly cpu: string })[];
}

/** What an event name means on the CPUs, all together. Upper and lower case are one. */
export function resolveEventName(name: string, cpus: readonly Cpu[]): ResolvedName {
  const meanings = cpus.map((cpu) => ({ cpu, meaning: eventMeaning(name, cpu) }));
  const usable = meanings.flatMap(({ cpu, meaning }) =>
    meaning === undefined || meaning.unusable !== undefined ? [] : [{ cpu, meaning }],
  );
  return {
    on: new Map(usable.map(({ cpu, meaning }) => [cpu.name, meaning.codes])),
    codes: distinct(usable.flatMap(({ meaning }) => meaning.codes)),
    fixedCounters: fixedCounterNames.filter((counter) =>
      usable.some(({ meaning }) => meaning.fixedCounter === counter),
    ),
    unseen: distinct(usable.flatMap(({ meaning }) => meaning.unseen)),
    alsoCalled: distinct(usable.flatMap(({ meaning }) => meaning.alsoCalled)),
    missingOn: meanings.flatMap(({ cpu, meaning }) => (meaning === undefined ? cpu.name : [])),
    unusable: meanings.flatMap(({ cpu, meaning }) =>
      meaning?.unusable === undefined ? [] : { cpu: cpu.name, ...meaning.unusable },
    ),
  };
}

/** At most three names that mean something on the CPUs and look like the given one, nearest first. */
export function suggestNames(name: string, cpus: readonly Cpu[]): readonly string[] {
  const known = cpus.flatMap((cpu) => [
    ...eventsOf(cpu).flatMap(({ names }) => names),
    ...(coreTable(cpu)?.events() ?? []).map((event) => event.name),
  ]);
  return nearest(name, distinct(known));
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
