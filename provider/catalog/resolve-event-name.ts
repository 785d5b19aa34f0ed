import { type Entry, entryKey, exactEntry } from "../filter/entry.ts";
import { type FixedCounter, fixedCounterNames } from "../filter/fixed-counter.ts";
import type { Vendor } from "../filter/vendor.ts";
import { catalog } from "./catalog.ts";
import type { CatalogEvent } from "./catalog-event.ts";
import { suggestNames } from "./suggest-names.ts";

/** What a name comes to. */
export type ResolvedName = FoundName | UnknownName;

/** A name of the catalogue. */
export interface FoundName {
  readonly found: true;
  /** The codes that it means on the hosts, each once. */
  readonly entries: readonly Entry[];
  /** The fixed counters that it means on the hosts. */
  readonly fixedCounters: readonly FixedCounter[];
  /** The vendors among the hosts on which it means nothing. */
  readonly missingOn: readonly Vendor[];
}

/** A name that is not in the catalogue. */
export interface UnknownName {
  readonly found: false;
  /** At most three names that look like it and mean something on the hosts, nearest first. */
  readonly suggestions: readonly string[];
}

/**
 * What an event name means on hosts of these vendors, all together. Upper and lower case are one.
 * Without hosts it means nothing.
 */
export function resolveEventName(name: string, hosts: readonly Vendor[]): ResolvedName {
  const event = eventsByName.get(name.toLowerCase());
  if (event === undefined) return { found: false, suggestions: suggestNames(name, hosts) };
  const meanings = hosts.flatMap((host) => event[host] ?? []);
  const entries = meanings.flatMap(({ code }) => (code === undefined ? [] : exactEntry(...code)));
  return {
    found: true,
    entries: [...new Map(entries.map((entry) => [entryKey(entry), entry])).values()],
    fixedCounters: fixedCounterNames.filter((counter) =>
      meanings.some(({ fixedCounter }) => fixedCounter === counter),
    ),
    missingOn: [...new Set(hosts)].filter((host) => event[host] === undefined),
  };
}

const eventsByName: ReadonlyMap<string, CatalogEvent> = new Map(
  catalog.flatMap((event) => event.names.map((name) => [name.toLowerCase(), event])),
);
