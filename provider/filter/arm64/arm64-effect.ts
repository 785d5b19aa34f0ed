import { type Arm64Filter, allowedRanges } from "./arm64-filter.ts";
import { commonRanges, type EventRange, eventRangeKey, otherRanges } from "./event-range.ts";
import { type EventBits, lastEvent } from "./event-space.ts";

/**
 * What the filter lets through, as text: a line per range, ascending, so equal texts are equal
 * effects, whichever way a filter says them. Of SW_INCR and CHAIN, which always count, it tells
 * whether a guest sees them among its events.
 */
export function arm64Effect(filter: Arm64Filter | undefined, bits: EventBits = 16): string {
  return allowedRanges(filter, bits).map(eventRangeKey).join("\n");
}

/** What changes for a guest when one filter takes another's place. */
export interface Arm64Difference {
  /** The events that are let through now and were not before, ascending and merged. */
  readonly gained: readonly EventRange[];
  /** The events that were let through before and are not now. */
  readonly lost: readonly EventRange[];
}

/** The difference in effect of two filters; `undefined` is no filter. */
export function arm64Difference(
  before: Arm64Filter | undefined,
  after: Arm64Filter | undefined,
  bits: EventBits = 16,
): Arm64Difference {
  const [old, now] = [allowedRanges(before, bits), allowedRanges(after, bits)];
  const last = lastEvent(bits);
  return {
    gained: commonRanges(now, otherRanges(old, last)),
    lost: commonRanges(old, otherRanges(now, last)),
  };
}
