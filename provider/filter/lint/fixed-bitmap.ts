import type { Filter } from "../filter.ts";
import { fixedCounterKey, fixedCounterNames, guestFixedCounters } from "../fixed-counter.ts";
import { type Vendor, vendorWidths, widthsFor } from "../vendor.ts";
import type { Found } from "./finding.ts";
import { few } from "./spelling.ts";

/** FIXED_COUNTERS_IDLE: a bitmap on hosts without fixed counters. */
export function fixedCountersIdle(filter: Filter, hosts: readonly Vendor[]): Found | undefined {
  if (filter.fixedCounters === 0 || widthsFor(hosts) !== vendorWidths.amd) return undefined;
  const bits = bitsOf(filter.fixedCounters);
  return {
    message: `AMD CPUs have no fixed counters, so the bitmap does nothing there: ${few(bits)}.`,
    hint: "Leave fixedCounters out; AMD counts instructions and cycles with c0 and 76.",
    entries: bits,
    mend: { fixedCounters: 0 },
  };
}

/** FIXED_COUNTER_UNKNOWN: bits for which there is no counter with a name. */
export function fixedCounterUnknown(filter: Filter, hosts: readonly Vendor[]): Found | undefined {
  if (!widthsFor(hosts).fixedCounters) return undefined;
  const unknown = (filter.fixedCounters & ~named) >>> 0;
  if (unknown === 0) return undefined;
  return {
    message:
      `KVM shows guests ${guestFixedCounters} fixed counters, and none beyond the fourth has a name: ` +
      `these bits of the bitmap do nothing: ${few(bitsOf(unknown))}.`,
    hint:
      `Keep bits 0 to 3 only (${fixedCounterNames.join(", ")}); the last of these does nothing ` +
      "today either, but may come.",
    entries: bitsOf(unknown),
    mend: { fixedCounters: filter.fixedCounters & named },
  };
}

const named = 2 ** fixedCounterNames.length - 1;

/** `fixed/N` for every bit that is set. */
function bitsOf(bitmap: number): readonly string[] {
  return Array.from({ length: 32 }, (_, bit) => bit)
    .filter((bit) => ((bitmap >>> bit) & 1) === 1)
    .map(fixedCounterKey);
}
