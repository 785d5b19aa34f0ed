import { type Entry, entryKey, exactEntry } from "../entry.ts";
import type { Filter } from "../filter.ts";
import { entryMatches, eventCounts, fixedCounterCounts, type GuestEvent } from "../listed.ts";
import { type Vendor, widthsFor } from "../vendor.ts";
import { listsNothing } from "./empty-filter.ts";
import type { Found } from "./finding.ts";
import { few, inputEntry, inputFixedCounters, keysOf } from "./spelling.ts";

/** ALLOW_WITHOUT_FIXED_COUNTERS: an allow list whose bitmap lists none that a guest has. */
export function allowWithoutFixedCounters(
  filter: Filter,
  hosts: readonly Vendor[],
): Found | undefined {
  if (filter.action !== "allow" || listsNothing(filter, hosts)) return undefined;
  if (!widthsFor(hosts).fixedCounters || (filter.fixedCounters & named) !== 0) return undefined;
  const listed = twins.filter((twin) => eventCounts(filter, twin));
  const useful = listed.length > 0 ? bitsOf(listed) : instructionsAndCycles;
  return {
    message:
      "This allow list switches every fixed counter off: on Intel hosts, perf stat in the guest " +
      "reads 0 for cycles and instructions even where their events are listed.",
    hint: `List the fixed counters that may count, for example ${inputFixedCounters(useful)}.`,
    ...(listed.length > 0 ? { entries: concerned(filter, listed) } : {}),
    mend: { fixedCounters: (filter.fixedCounters | useful) >>> 0 },
  };
}

/** ALLOW_WITHOUT_FIXED_TWIN: some fixed counters are listed, but not that of a listed event. */
export function allowWithoutFixedTwin(filter: Filter, hosts: readonly Vendor[]): Found | undefined {
  if (filter.action !== "allow" || !widthsFor(hosts).fixedCounters) return undefined;
  if ((filter.fixedCounters & named) === 0) return undefined;
  // KVM does not show guests the fourth fixed counter, so perf cannot prefer it.
  const lonely = twins.filter(
    (twin) =>
      twin.index < 3 && eventCounts(filter, twin) && !fixedCounterCounts(filter, twin.index),
  );
  if (lonely.length === 0) return undefined;
  const fixedCounters = (filter.fixedCounters | bitsOf(lonely)) >>> 0;
  return {
    message:
      "On Intel hosts, perf stat in the guest takes the fixed counter where there is one, and " +
      `reads 0 though the event is listed: ${few(lonely.map(onFixed))}.`,
    hint: `List their fixed counters too: ${inputFixedCounters(fixedCounters)}.`,
    entries: concerned(filter, lonely),
    mend: { fixedCounters },
  };
}

/** DENY_WITHOUT_FIXED_COUNTER: a denied event has a fixed counter, and that counts. */
export function denyWithoutFixedCounter(
  filter: Filter,
  hosts: readonly Vendor[],
): Found | undefined {
  if (filter.action !== "deny" || !widthsFor(hosts).fixedCounters) return undefined;
  const open = twins.filter(
    (twin) => !eventCounts(filter, twin) && fixedCounterCounts(filter, twin.index),
  );
  if (open.length === 0) return undefined;
  const fixedCounters = (filter.fixedCounters | bitsOf(open)) >>> 0;
  return {
    message:
      "On Intel hosts, a guest still reads what is denied here on a fixed counter: " +
      `${few(open.map(onFixed))}.`,
    hint: `Deny the fixed counters too: ${inputFixedCounters(fixedCounters)}.`,
    entries: concerned(filter, open),
    mend: { fixedCounters },
  };
}

/** DENY_WITHOUT_GENERAL_EVENT: a fixed counter is denied, and its event counts on the others. */
export function denyWithoutGeneralEvent(
  filter: Filter,
  hosts: readonly Vendor[],
): Found | undefined {
  if (filter.action !== "deny" || !widthsFor(hosts).fixedCounters) return undefined;
  const open = twins.filter(
    (twin) => eventCounts(filter, twin) && !fixedCounterCounts(filter, twin.index),
  );
  if (open.length === 0) return undefined;
  // With umask 0 the whole select, else every umask with the bits: less could be dodged.
  const widest = open.filter(
    (twin) => !open.some((other) => other.select === twin.select && other.umask < twin.umask),
  );
  const add = widest.map(({ select, umask }) => ({
    select,
    mask: umask,
    match: umask,
    exclude: false,
  }));
  const remove = filter.entries.filter(
    (entry) => entry.exclude && open.some((twin) => entryMatches(entry, twin)),
  );
  return {
    message:
      "A guest still reads what is denied here on a general-purpose counter: " +
      `${few(open.map(({ index, select, umask }) => `fixed/${index} by ${keyOf({ select, umask })}`))}.`,
    hint:
      `Deny the events too: ${few(add.map(inputEntry))}` +
      `${remove.length > 0 ? `, without the exclude ${few(keysOf(remove))}` : ""}.`,
    entries: [...open.map(({ index }) => `fixed/${index}`), ...keysOf(remove)],
    mend: { add, remove },
  };
}

interface Twin extends GuestEvent {
  /** The fixed counter's bit in the bitmap. */
  readonly index: number;
}

/** The general-purpose events that count what Intel's fixed counters count (Intel SDM, volume 3). */
const twins: readonly Twin[] = [
  { index: 0, select: 0xc0, umask: 0x00 },
  { index: 1, select: 0x3c, umask: 0x00 },
  { index: 2, select: 0x3c, umask: 0x01 },
  { index: 3, select: 0xa4, umask: 0x01 },
];

/** The bits of counters that have a name. */
const named = 0xf;

const instructionsAndCycles = 0x3;

function bitsOf(some: readonly Twin[]): number {
  return some.reduce((bitmap, { index }) => bitmap | (1 << index), 0);
}

/** The includes that list the events, then the fixed counters. */
function concerned(filter: Filter, some: readonly Twin[]): readonly string[] {
  const listing = (entry: Entry) =>
    !entry.exclude && some.some((twin) => entryMatches(entry, twin));
  return [...keysOf(filter.entries.filter(listing)), ...some.map(({ index }) => `fixed/${index}`)];
}

function onFixed({ index, ...event }: Twin): string {
  return `${keyOf(event)} on fixed/${index}`;
}

function keyOf({ select, umask }: GuestEvent): string {
  return entryKey(exactEntry(select, umask));
}
