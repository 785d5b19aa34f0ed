import type { Entry } from "./entry.ts";
import type { Filter } from "./filter.ts";

/**
 * An event of a general-purpose counter, as far as KVM looks at it: the other bits of the guest's
 * event select (USR, OS, EDGE, CMASK, INV, ...) do not matter to a filter.
 */
export interface GuestEvent {
  /** Event select: 8 bits on Intel, 12 bits on AMD. */
  readonly select: number;
  /** Unit mask, 8 bits. */
  readonly umask: number;
}

/**
 * Whether the event counts in a guest under the filter; `undefined` is a VM without a filter.
 *
 * Source: kernel, arch/x86/kvm/pmu.c, is_gp_event_allowed().
 */
export function eventCounts(filter: Filter | undefined, event: GuestEvent): boolean {
  return filter === undefined || isListed(filter.entries, event) === (filter.action === "allow");
}

/**
 * Whether Intel's fixed counter of this index (0 to 31) counts in a guest under the filter;
 * `undefined` is a VM without a filter. Entries never touch fixed counters.
 *
 * Source: kernel, arch/x86/kvm/pmu.c, is_fixed_event_allowed().
 */
export function fixedCounterCounts(filter: Filter | undefined, index: number): boolean {
  if (filter === undefined) return true;
  const listed = ((filter.fixedCounters >>> index) & 1) === 1;
  return listed === (filter.action === "allow");
}

/** The matching rule: some include matches, and no exclude does. The entries' order is irrelevant. */
export function isListed(entries: readonly Entry[], event: GuestEvent): boolean {
  let included = false;
  for (const entry of entries) {
    if (!entryMatches(entry, event)) continue;
    if (entry.exclude) return false;
    included = true;
  }
  return included;
}

/** Whether one entry, include or exclude, matches the event. */
export function entryMatches(entry: Entry, event: GuestEvent): boolean {
  return entry.select === event.select && (event.umask & entry.mask) === entry.match;
}
