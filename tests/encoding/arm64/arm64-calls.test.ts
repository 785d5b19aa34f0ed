import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { arm64Abi } from "../../../provider/encoding/arm64/arm64-abi.ts";
import type { Arm64Call } from "../../../provider/encoding/arm64/arm64-call.ts";
import {
  arm64CallsFromFilter,
  arm64FilterFromCalls,
  fewestCalls,
} from "../../../provider/encoding/arm64/arm64-calls.ts";
import { type Arm64Filter, allowedRanges } from "../../../provider/filter/arm64/arm64-filter.ts";
import { type EventRange, isInRanges } from "../../../provider/filter/arm64/event-range.ts";
import { actions } from "../../../provider/filter/filter.ts";
import { filterUpTo } from "../../filter/arm64/arbitrary-arm64-filter.ts";
import { refused } from "../refusal.ts";

const { actionAllow, actionDeny } = arm64Abi;
const anyFilter = fc.oneof(filterUpTo(0xffff), filterUpTo(0x60));

testProp("set to calls to set is the same set", [anyFilter], (t, filter) => {
  const back = arm64FilterFromCalls(arm64CallsFromFilter(filter));
  t.deepEqual(allowedRanges(back), allowedRanges(filter));
});

testProp("calls to set to calls are the same calls", [anyFilter], (t, filter) => {
  const calls = arm64CallsFromFilter(filter);
  t.deepEqual(arm64CallsFromFilter(arm64FilterFromCalls(calls)), calls);
});

testProp("with ten bits, too", [filterUpTo(0x3ff)], (t, filter) => {
  const calls = arm64CallsFromFilter(filter, 10);
  const back = arm64FilterFromCalls(calls, 10);
  t.deepEqual(allowedRanges(back, 10), allowedRanges(filter, 10));
  t.true(calls.every(({ baseEvent, nevents }) => baseEvent + nevents <= 0x400));
});

testProp("no calls are more than the ranges that say the set", [anyFilter], (t, filter) => {
  t.true(arm64CallsFromFilter(filter).length <= Math.max(1, filter.ranges.length));
});

testProp(
  "the set is what the kernel's bitmap has, call by call",
  [fc.array(fc.tuple(fc.nat(20), fc.nat(9), fc.constantFrom(0, 1)), { maxLength: 6 })],
  (t, list) => {
    const calls = list.map(([baseEvent, nevents, action]) => ({ baseEvent, nevents, action }));
    const bitmap = kernelBitmap(calls, 32);
    const allowed = allowedRanges(arm64FilterFromCalls(calls));
    t.deepEqual(
      bitmap,
      [...bitmap.keys()].map((event) => isInRanges(allowed, event)),
    );
  },
);

/** The bitmap, as the kernel's documentation says it: the first call's opposite, then the last wins. */
function kernelBitmap(calls: readonly Arm64Call[], events: number): boolean[] {
  const bitmap = Array.from({ length: events }, () => calls[0]?.action !== actionAllow);
  for (const { baseEvent, nevents, action } of calls) {
    bitmap.fill(action === actionAllow, baseEvent, baseEvent + nevents);
  }
  return bitmap;
}

test("no shorter list of calls gives a set: all lists over all sets of six events", (t) => {
  const events = 6;
  const shortest = shortestListsByBitmap(events);
  t.is(shortest.size, 2 ** events);
  for (const [key, length] of shortest) {
    const allowed = [...key].flatMap((bit, event) =>
      bit === "1" ? [{ first: event, last: event }] : [],
    );
    for (const action of actions) {
      const calls = fewestCalls(allowed, events - 1, action);
      t.is(keyOf(kernelBitmap(calls, events)), key);
      t.is(calls.length, length, key);
    }
  }
});

/** How many calls each bitmap needs at least, by trying all lists of calls, shortest first. */
function shortestListsByBitmap(events: number): ReadonlyMap<string, number> {
  const calls = allCalls(events);
  const shortest = new Map<string, number>();
  let reached = calls.map((call) => kernelBitmap([call], events));
  for (let length = 1; reached.length > 0; length++) {
    const fresh = reached.filter((bitmap) => {
      if (shortest.has(keyOf(bitmap))) return false;
      shortest.set(keyOf(bitmap), length);
      return true;
    });
    reached = fresh.flatMap((bitmap) =>
      calls.map(({ baseEvent, nevents, action }) =>
        [...bitmap].fill(action === actionAllow, baseEvent, baseEvent + nevents),
      ),
    );
  }
  return shortest;
}

function allCalls(events: number): readonly Arm64Call[] {
  const calls: Arm64Call[] = [];
  for (let baseEvent = 0; baseEvent <= events; baseEvent++) {
    for (let nevents = 0; baseEvent + nevents <= events; nevents++) {
      for (const action of [actionAllow, actionDeny]) calls.push({ baseEvent, nevents, action });
    }
  }
  return calls;
}

function keyOf(bitmap: readonly boolean[]): string {
  return bitmap.map(Number).join("");
}

const allow = (...ranges: readonly EventRange[]): Arm64Filter => ({ action: "allow", ranges });
const deny = (...ranges: readonly EventRange[]): Arm64Filter => ({ action: "deny", ranges });
const all = { first: 0, last: 0xffff };

const examples: readonly (readonly [string, Arm64Filter, readonly Arm64Call[]])[] = [
  ["allow nothing", allow(), [{ baseEvent: 0, nevents: 0, action: actionAllow }]],
  ["deny everything", deny(all), [{ baseEvent: 0, nevents: 0, action: actionAllow }]],
  ["deny nothing", deny(), [{ baseEvent: 0, nevents: 0, action: actionDeny }]],
  ["allow everything", allow(all), [{ baseEvent: 0, nevents: 0, action: actionDeny }]],
  [
    "allow everything but one event",
    allow({ first: 0, last: 0x10 }, { first: 0x12, last: 0xffff }),
    [{ baseEvent: 0x11, nevents: 1, action: actionDeny }],
  ],
  [
    "the first 65535 events, as allow",
    allow({ first: 0, last: 0xfffe }),
    [{ baseEvent: 0, nevents: 0xffff, action: actionAllow }],
  ],
  [
    "the first 65535 events, as deny",
    deny({ first: 0xffff, last: 0xffff }),
    [{ baseEvent: 0xffff, nevents: 1, action: actionDeny }],
  ],
  [
    "ranges that touch and overlap, out of order",
    allow({ first: 0x30, last: 0x3a }, { first: 0x11, last: 0x11 }, { first: 0x12, last: 0x30 }),
    [{ baseEvent: 0x11, nevents: 0x2a, action: actionAllow }],
  ],
];

for (const [what, filter, calls] of examples) {
  test(`${what}: ${calls.length} call`, (t) => t.deepEqual(arm64CallsFromFilter(filter), calls));
}

test("two calls that hold all events between them", (t) => {
  const halves = [0, 0x8000].map((baseEvent) => ({
    baseEvent,
    nevents: 0x8000,
    action: actionAllow,
  }));
  t.deepEqual(arm64FilterFromCalls(halves), { action: "allow", ranges: [all] });
});

test("no calls are no filter", (t) => {
  t.deepEqual(arm64FilterFromCalls([]), deny());
});

test("events beyond the space are refused", (t) => {
  const filter = deny({ first: 0x3ff, last: 0x400 });
  refused(t, "ARM64_EVENT_OUT_OF_RANGE", () => arm64CallsFromFilter(filter, 10));
  refused(t, "ARM64_RANGE_REVERSED", () => arm64CallsFromFilter(deny({ first: 2, last: 1 })));
  const call = { baseEvent: 0x400, nevents: 1, action: 0 };
  refused(t, "ARM64_EVENT_OUT_OF_RANGE", () => arm64FilterFromCalls([call], 10));
});
