import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { arm64Difference, arm64Effect } from "../../../provider/filter/arm64/arm64-effect.ts";
import {
  arm64EventCounts,
  cycleCounterCounts,
} from "../../../provider/filter/arm64/arm64-event-counts.ts";
import {
  type Arm64Filter,
  allowedRanges,
  canonicalArm64Filter,
  isEmptyArm64Filter,
} from "../../../provider/filter/arm64/arm64-filter.ts";
import { arm64Fingerprint } from "../../../provider/filter/arm64/arm64-fingerprint.ts";
import { isInRanges } from "../../../provider/filter/arm64/event-range.ts";
import { pmceidBitKept } from "../../../provider/filter/arm64/pmceid.ts";
import { filterUpTo } from "./arbitrary-arm64-filter.ts";

const denyNothing: Arm64Filter = { action: "deny", ranges: [] };
const allowNothing: Arm64Filter = { action: "allow", ranges: [] };

test("nothing listed: deny lets everything through, allow nothing", (t) => {
  t.true(isEmptyArm64Filter(denyNothing));
  t.deepEqual(allowedRanges(denyNothing), [{ first: 0, last: 0xffff }]);
  t.deepEqual(allowedRanges(allowNothing), []);
  t.deepEqual(allowedRanges(undefined, 10), [{ first: 0, last: 0x3ff }]);
});

test("SW_INCR and CHAIN count in any case, and lose their PMCEID bits", (t) => {
  for (const event of [0x00, 0x1e]) {
    t.true(arm64EventCounts(allowNothing, event));
    t.false(pmceidBitKept(allowNothing, event));
    t.true(pmceidBitKept(undefined, event));
  }
  t.false(arm64EventCounts(allowNothing, 0x01));
});

test("the cycle counter follows event 0x11", (t) => {
  const cycles = [{ first: 0x11, last: 0x11 }];
  t.true(cycleCounterCounts({ action: "allow", ranges: cycles }));
  t.false(cycleCounterCounts({ action: "deny", ranges: cycles }));
  t.true(cycleCounterCounts(undefined));
});

test("PMCEID has bits for 0x00-0x3f and 0x4000-0x403f only", (t) => {
  const edges = [0x00, 0x3f, 0x4000, 0x403f];
  for (const event of edges) t.true(pmceidBitKept(denyNothing, event));
  for (const event of [0x40, 0x3ff, 0x3fff, 0x4040, 0x8000, 0xffff]) {
    t.is(pmceidBitKept(denyNothing, event), undefined);
  }
  t.deepEqual(
    edges.map((event) => pmceidBitKept(denyNothing, event, 10)),
    [true, true, false, false],
  );
  t.true(pmceidBitKept(undefined, 0x4000, 10));
});

test("a guest's event number has the space's bits", (t) => {
  const allow8: Arm64Filter = { action: "allow", ranges: [{ first: 8, last: 8 }] };
  t.true(arm64EventCounts(allow8, 0x408, 10));
  t.false(arm64EventCounts(allow8, 0x408, 16));
});

testProp(
  "an event other than these two counts exactly if it is let through",
  [filterUpTo(0x60), fc.constantFrom(10 as const, 16 as const)],
  (t, filter, bits) => {
    const allowed = allowedRanges(filter, bits);
    for (let event = 0; event <= 0x70; event++) {
      if (event === 0x00 || event === 0x1e) continue;
      if (arm64EventCounts(filter, event, bits) !== isInRanges(allowed, event)) t.fail(`${event}`);
    }
    t.deepEqual(allowedRanges(canonicalArm64Filter(filter), bits), allowed);
  },
);

test("the effect is a line per range that is let through", (t) => {
  const filter: Arm64Filter = { action: "deny", ranges: [{ first: 0x11, last: 0x11 }] };
  t.is(arm64Effect(filter), "0000-0010\n0012-ffff");
  t.is(arm64Effect(filter, 10), "0000-0010\n0012-03ff");
  t.is(arm64Effect(allowNothing), "");
});

testProp(
  "effects and fingerprints are equal exactly where nothing is gained or lost",
  [filterUpTo(3), filterUpTo(3)],
  (t, a, b) => {
    const { gained, lost } = arm64Difference(a, b);
    const same = gained.length === 0 && lost.length === 0;
    t.is(arm64Effect(a) === arm64Effect(b), same);
    t.is(arm64Fingerprint(a) === arm64Fingerprint(b), same);
    for (let event = 0; event <= 5; event++) {
      const [before, now] = [a, b].map((filter) => isInRanges(allowedRanges(filter), event));
      t.is(isInRanges(gained, event), !before && now === true);
      t.is(isInRanges(lost, event), before === true && !now);
    }
  },
);

test("a fingerprint is of the space too", (t) => {
  t.not(arm64Fingerprint(denyNothing, 10), arm64Fingerprint(denyNothing, 16));
  t.regex(arm64Fingerprint(denyNothing), /^[0-9a-f]{32}$/);
});
