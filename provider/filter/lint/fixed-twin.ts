import { type Entry, entryKey, exactEntry } from "../entry.ts";
import type { Filter } from "../filter.ts";
import { fixedCounterKey, guestFixedCounters } from "../fixed-counter.ts";
import { entryMatches, type GuestEvent } from "../listed.ts";
import { keysOf } from "./spelling.ts";

/** A general-purpose event that counts what a fixed counter counts. */
export interface Twin extends GuestEvent {
  /** The fixed counter's bit in the bitmap. */
  readonly index: number;
}

/** The twins of all fixed counters with a name (Intel SDM, volume 3). */
export const twins: readonly Twin[] = [
  { index: 0, select: 0xc0, umask: 0x00 },
  { index: 1, select: 0x3c, umask: 0x00 },
  { index: 2, select: 0x3c, umask: 0x01 },
  { index: 3, select: 0xa4, umask: 0x01 },
];

/** The twins of the fixed counters that KVM shows a guest: nothing is read on the others. */
export const twinsInGuests: readonly Twin[] = twins.filter(
  ({ index }) => index < guestFixedCounters,
);

/**
 * The twins between which every Linux guest's perf chooses: it takes the fixed counter first, and a
 * general-purpose one when that is taken. Not so reference cycles: perf's ref-cycles is on the fixed
 * counter alone, and 3c/01 goes there on Sapphire Rapids and later cores and newer Atoms only
 * (kernel, arch/x86/events/intel/core.c, FIXED_EVENT_CONSTRAINT() and
 * intel_pmu_check_event_constraints()).
 */
export const interchangeable: readonly Twin[] = twins.filter(({ index }) => index < 2);

/** The bitmap of the twins' fixed counters. */
export function bitsOf(some: readonly Twin[]): number {
  return some.reduce((bitmap, { index }) => bitmap | (1 << index), 0);
}

/** The includes that list the events, then the fixed counters. */
export function concerned(filter: Filter, some: readonly Twin[]): readonly string[] {
  const listing = (entry: Entry) =>
    !entry.exclude && some.some((twin) => entryMatches(entry, twin));
  return [...keysOf(filter.entries.filter(listing)), ...some.map(fixedKey)];
}

/** The excludes that take one of the events out. */
export function excludesOf(filter: Filter, some: readonly Twin[]): readonly Entry[] {
  return filter.entries.filter(
    (entry) => entry.exclude && some.some((twin) => entryMatches(entry, twin)),
  );
}

/** The fixed counter's key, `fixed/0`. */
export function fixedKey({ index }: Twin): string {
  return fixedCounterKey(index);
}

/** The event's key, `c0/00`. */
export function eventKey({ select, umask }: Twin): string {
  return entryKey(exactEntry(select, umask));
}

/** The event and its counter, `c0/00 on fixed/0`. */
export function onFixed(twin: Twin): string {
  return `${eventKey(twin)} on ${fixedKey(twin)}`;
}
