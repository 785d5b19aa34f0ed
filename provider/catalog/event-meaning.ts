import { type FixedCounter, fixedCounterNames } from "../filter/fixed-counter.ts";
import { catalog } from "./catalog.ts";
import type { CatalogEvent } from "./catalog-event.ts";
import { type CoreTable, coreTable, type TableEvent } from "./core-table.ts";
import type { Cpu } from "./cpu.ts";
import type { EventCode } from "./event-code.ts";
import { intelEvents } from "./intel-events.ts";
import { isAmong } from "./where-named.ts";

/** What a name means on one CPU. */
export interface EventMeaning {
  /** The name in its own spelling. */
  readonly name: string;
  readonly codes: readonly EventCode[];
  readonly fixedCounter?: FixedCounter;
  /** What the name needs besides and a filter does not see. */
  readonly unseen: readonly string[];
  /**
   * Other names of its codes, which a filter cannot tell from it. A name that needs nothing besides
   * its code has only its equals here: what those of the others count is part of what it counts.
   */
  readonly alsoCalled: readonly string[];
  /** Why no guest can count the event; it then has neither codes nor a fixed counter. */
  readonly unusable?: Unusable;
}

/** Why a name of a table is of no use in a filter. */
export interface Unusable {
  readonly code: "EVENT_UMASK_EXT" | "EVENT_NOT_IN_GUESTS";
  readonly why: string;
}

/**
 * What a name means on a CPU, letter case aside; undefined if nothing. perf's generic names come
 * first, then those of the core type's table; a family has the names that all its cores share.
 */
export function eventMeaning(name: string, cpu: Cpu): EventMeaning | undefined {
  const wanted = name.toLowerCase();
  const table = coreTable(cpu);
  const generic = catalog.find(({ names }) =>
    names.some((known) => known.toLowerCase() === wanted),
  );
  if (generic !== undefined && isOn(generic, cpu, table)) return meaningOf(generic, cpu);
  const event = table?.event(wanted);
  return event && table && tableMeaning(event, table);
}

/** The events that have a name on the CPU besides those of its table. */
export function eventsOf(cpu: Cpu): readonly CatalogEvent[] {
  const events = knownEvents.get(cpu.name) ?? findEvents(cpu);
  knownEvents.set(cpu.name, events);
  return events;
}

const knownEvents = new Map<string, readonly CatalogEvent[]>();

function findEvents(cpu: Cpu): readonly CatalogEvent[] {
  const table = coreTable(cpu);
  return catalog.filter((event) => isOn(event, cpu, table));
}

function isOn(event: CatalogEvent, { vendor }: Cpu, table: CoreTable | undefined): boolean {
  const meaning = event[vendor];
  if (meaning === undefined) return false;
  // A core type's table has the vendor's own names, and says on which cores they hold.
  return table === undefined || (!intelEvents.includes(event) && isAmong(meaning, table.events()));
}

function meaningOf({ names: [name], ...vendors }: CatalogEvent, { vendor }: Cpu): EventMeaning {
  const { codes = [], fixedCounter } = vendors[vendor] ?? {};
  return { name, codes, unseen: [], alsoCalled: [], ...(fixedCounter && { fixedCounter }) };
}

function tableMeaning(event: TableEvent, table: CoreTable): EventMeaning {
  const { name, codes, unseen, fixedCounter: index, umaskExtension } = event;
  const nothing = { name, codes: [], unseen, alsoCalled: [] };
  if (umaskExtension !== undefined) {
    const why = `it needs the umask extension 0x${umaskExtension}, which a guest cannot program and a filter cannot say`;
    return { ...nothing, unusable: { code: "EVENT_UMASK_EXT", why } };
  }
  if (index === undefined) return { name, codes, unseen, alsoCalled: othersOf(event, table) };
  const fixedCounter = fixedCounterNames[index];
  if (fixedCounter !== undefined) return { ...nothing, fixedCounter };
  const why = `it is on fixed counter ${index}, which KVM shows no guest`;
  return { ...nothing, unusable: { code: "EVENT_NOT_IN_GUESTS", why } };
}

function othersOf({ name, codes, unseen }: TableEvent, table: CoreTable): readonly string[] {
  const others = codes.flatMap((code) => table.named(code));
  return others
    .filter((other) => other.name !== name && (unseen.length > 0 || other.unseen.length === 0))
    .map((other) => other.name);
}
