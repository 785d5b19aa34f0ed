import { compareEntries, type Entry, entryKey } from "./entry.ts";

/** Whether the listed events are the ones that count, or the ones that do not. */
export type Action = "allow" | "deny";

/** Both actions; an action's place in the list is its number in the kernel's struct. */
export const actions = ["allow", "deny"] as const satisfies readonly Action[];

/** A PMU event filter as KVM understands it: for one VM, x86. */
export interface Filter {
  readonly action: Action;
  /** Which general-purpose events are listed. Order and duplicates have no effect. */
  readonly entries: readonly Entry[];
  /** Bitmap of fixed counters, 32 bits: allowed if set under `allow`, denied if set under `deny`. */
  readonly fixedCounters: number;
}

/** The same filter with its entries in one order and each only once: equal encodings, equal values. */
export function canonicalFilter(filter: Filter): Filter {
  const byKey = new Map(filter.entries.map((entry) => [entryKey(entry), entry]));
  return { ...filter, entries: [...byKey.values()].sort(compareEntries) };
}

/** True if nothing is listed: neither an entry nor a fixed counter. */
export function isEmpty(filter: Filter): boolean {
  return filter.entries.length === 0 && filter.fixedCounters === 0;
}
