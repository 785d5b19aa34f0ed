import type { FixedCounter } from "../filter/fixed-counter.ts";
import type { CpuVendor } from "./cpu.ts";
import type { EventCode } from "./event-code.ts";

/** Names for one event and what they mean per vendor; a vendor that is absent has no such event. */
export interface CatalogEvent extends Readonly<Partial<Record<CpuVendor, VendorMeaning>>> {
  /** The name that is shown, then its aliases. */
  readonly names: readonly [string, ...string[]];
}

/** Where a vendor's CPUs count an event; at least one of the first two members. */
export interface VendorMeaning {
  /** Its codes on general-purpose counters; several where the guest's kernel decides. */
  readonly codes?: readonly EventCode[];
  /** The fixed counter that counts it, where the name means that one too, or only that one. */
  readonly fixedCounter?: FixedCounter;
  /**
   * For events that not all of the vendor's cores have: a core type has it if its table gives one of
   * the codes, or the fixed counter, a name like this.
   */
  readonly whereNamed?: RegExp;
}
