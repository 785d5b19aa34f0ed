import { testProp } from "@fast-check/ava";
import test, { type ExecutionContext } from "ava";
import { checkEvent, checkEventRange } from "../../../provider/filter/arm64/check-event-range.ts";
import {
  commonRanges,
  type EventRange,
  eventRangeKey,
  isInRanges,
  mergedRanges,
  otherRanges,
} from "../../../provider/filter/arm64/event-range.ts";
import { eventBits, lastEvent } from "../../../provider/filter/arm64/event-space.ts";
import { refused } from "../../encoding/refusal.ts";
import { rangesUpTo } from "./arbitrary-arm64-filter.ts";

const last = 40;
const events = Array.from({ length: last + 1 }, (_, event) => event);

/** Asserts that the ranges are in their one form and hold exactly the events that `isWanted`. */
function holds(
  t: ExecutionContext,
  ranges: readonly EventRange[],
  isWanted: (event: number) => boolean,
): void {
  t.true(ranges.every((range) => range.first <= range.last));
  t.true(ranges.every((range) => !isInRanges(ranges, range.last + 1)));
  t.deepEqual(
    ranges,
    ranges.toSorted((a, b) => a.first - b.first),
  );
  t.deepEqual(
    events.filter((event) => isInRanges(ranges, event)),
    events.filter(isWanted),
  );
}

testProp(
  "merged, other and common ranges hold what they say",
  [rangesUpTo(last), rangesUpTo(last)],
  (t, a, b) => {
    holds(t, mergedRanges(a), (event) => isInRanges(a, event));
    holds(t, otherRanges(a, last), (event) => !isInRanges(a, event));
    holds(t, commonRanges(a, b), (event) => isInRanges(a, event) && isInRanges(b, event));
  },
);

test("the others end with the space", (t) => {
  t.deepEqual(otherRanges([{ first: 5, last: 9 }], 9), [{ first: 0, last: 4 }]);
  t.deepEqual(otherRanges([{ first: 0, last: 20 }], 9), []);
  t.deepEqual(otherRanges([{ first: 12, last: 20 }], 9), [{ first: 0, last: 9 }]);
});

test("a range has one name", (t) => {
  t.is(eventRangeKey({ first: 0x11, last: 0x11 }), "0011");
  t.is(eventRangeKey({ first: 0x23, last: 0xffff }), "0023-ffff");
});

for (const bits of eventBits) {
  test(`${bits} bits: the last event is in, the one after is not`, (t) => {
    const end = lastEvent(bits);
    t.is(end, bits === 10 ? 0x3ff : 0xffff);
    t.notThrows(() => checkEventRange({ first: 0, last: end }, bits));
    for (const event of [end + 1, -1, 0.5, Number.NaN]) {
      refused(t, "ARM64_EVENT_OUT_OF_RANGE", () => checkEvent(event, bits));
      refused(t, "ARM64_EVENT_OUT_OF_RANGE", () =>
        checkEventRange({ first: 0, last: event }, bits),
      );
    }
  });
}

test("a range backwards is refused", (t) => {
  refused(t, "ARM64_RANGE_REVERSED", () => checkEventRange({ first: 2, last: 1 }));
});
