import { fc } from "@fast-check/ava";
import type { Arm64Filter } from "../../../provider/filter/arm64/arm64-filter.ts";
import type { EventRange } from "../../../provider/filter/arm64/event-range.ts";
import { actions } from "../../../provider/filter/filter.ts";

/** Ranges of the events from 0 to `last`, in any order, overlapping as they like. */
export function rangesUpTo(last: number): fc.Arbitrary<readonly EventRange[]> {
  const end = fc.oneof(fc.nat(last), fc.constantFrom(0, last), fc.nat(Math.min(last, 0x40)));
  const range = fc.tuple(end, end).map(([a, b]) => ({
    first: Math.min(a, b),
    last: Math.max(a, b),
  }));
  return fc.array(range, { maxLength: 8 });
}

/** Any filter of the events from 0 to `last`. */
export function filterUpTo(last: number): fc.Arbitrary<Arm64Filter> {
  return fc.record({ action: fc.constantFrom(...actions), ranges: rangesUpTo(last) });
}
