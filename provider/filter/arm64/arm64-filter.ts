import type { Action } from "../filter.ts";
import { commonRanges, type EventRange, mergedRanges, otherRanges } from "./event-range.ts";
import { type EventBits, lastEvent } from "./event-space.ts";

/**
 * A PMU event filter for one arm64 VM: the events that may count, or those that may not. KVM keeps
 * one bit per event, so order and overlaps of the ranges have no effect.
 */
export interface Arm64Filter {
  readonly action: Action;
  readonly ranges: readonly EventRange[];
}

/** The same filter with its ranges ascending and merged: equal sets, equal values. */
export function canonicalArm64Filter(filter: Arm64Filter): Arm64Filter {
  return { action: filter.action, ranges: mergedRanges(filter.ranges) };
}

/** True if no range is listed: `allow` lets nothing through then, `deny` everything. */
export function isEmptyArm64Filter(filter: Arm64Filter): boolean {
  return filter.ranges.length === 0;
}

/**
 * The events that the filter lets through, ascending and merged: the kernel's bitmap. `undefined` is
 * a VM without a filter. Events beyond the space are left out.
 */
export function allowedRanges(
  filter: Arm64Filter | undefined,
  bits: EventBits = 16,
): readonly EventRange[] {
  const space = [{ first: 0, last: lastEvent(bits) }];
  if (filter === undefined) return space;
  return filter.action === "allow"
    ? commonRanges(filter.ranges, space)
    : otherRanges(filter.ranges, lastEvent(bits));
}
