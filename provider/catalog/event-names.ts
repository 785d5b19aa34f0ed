import { coreTable } from "./core-table.ts";
import type { Cpu } from "./cpu.ts";
import type { EventCode } from "./event-code.ts";
import { eventsOf } from "./event-meaning.ts";
import { genericEvents } from "./generic-events.ts";

/** A name for a code, and the CPUs among those asked for on which the code has it. */
export interface EventName {
  readonly name: string;
  readonly cpus: readonly string[];
}

/**
 * The names to show for a code: on each CPU perf's generic ones where there are any, otherwise those
 * of its table that need nothing besides the code, or else all. Several names may have one code,
 * which a filter cannot tell apart.
 */
export function eventNames(code: EventCode, cpus: readonly Cpu[]): readonly EventName[] {
  const having = new Map<string, string[]>();
  for (const cpu of cpus) {
    for (const name of namesOn(code, cpu)) {
      having.set(name, [...(having.get(name) ?? []), cpu.name]);
    }
  }
  return [...having].map(([name, names]) => ({ name, cpus: names }));
}

function namesOn(code: EventCode, cpu: Cpu): readonly string[] {
  const known = eventsOf(cpu).filter((event) => event[cpu.vendor]?.codes?.includes(code));
  const generic = known.filter((event) => genericEvents.includes(event));
  if (generic.length > 0) return generic.map(({ names: [name] }) => name);
  const listed = coreTable(cpu)?.named(code) ?? [];
  const plain = listed.filter(({ unseen }) => unseen.length === 0);
  if (listed.length > 0) return (plain.length > 0 ? plain : listed).map(({ name }) => name);
  return known.map(({ names: [name] }) => name);
}
