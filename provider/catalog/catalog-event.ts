import type { FixedCounter } from "../filter/fixed-counter.ts";
import type { Vendor } from "../filter/vendor.ts";

/** Names for one event and what they mean per vendor; a vendor that is absent has no such event. */
export interface CatalogEvent extends Readonly<Partial<Record<Vendor, EventMeaning>>> {
  /** The name that is shown, then its aliases. */
  readonly names: readonly [string, ...string[]];
}

/** Where a vendor's CPUs count an event; at least one member. */
export interface EventMeaning {
  /** Select and umask on general-purpose counters. */
  readonly code?: readonly [select: number, umask: number];
  /** The fixed counter that counts it, where the name means that one too, or only that one. */
  readonly fixedCounter?: FixedCounter;
}
