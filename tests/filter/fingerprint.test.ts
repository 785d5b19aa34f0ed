import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { exactEntry } from "../../provider/filter/entry.ts";
import { canonicalFilter, type Filter } from "../../provider/filter/filter.ts";
import { fingerprint } from "../../provider/filter/fingerprint.ts";
import { anyFilter, anyHosts, restated, smallFilter, smallSelects } from "./arbitrary-filter.ts";
import { naiveEffect } from "./naive-effect.ts";

const architectural: Filter = {
  action: "allow",
  entries: [exactEntry(0x3c, 0), exactEntry(0xc0, 0)],
  fixedCounters: 3,
};

test("fingerprints stay what they are: people keep them in state", (t) => {
  t.is(fingerprint(architectural, ["intel"]), "58d634a966f508e15fe8a07bf1f1db80");
});

testProp("a fingerprint is 32 hexadecimal digits", [anyFilter, anyHosts], (t, filter, hosts) => {
  t.regex(fingerprint(filter, hosts), /^[0-9a-f]{32}$/);
});

const untouched = 0x7f;
const selects = [...smallSelects(), untouched];

testProp(
  "equal fingerprints if and only if equal effect",
  [smallFilter, smallFilter, anyHosts],
  (t, a, b, hosts) => {
    t.is(
      fingerprint(a, hosts) === fingerprint(b, hosts),
      naiveEffect(a, hosts, selects) === naiveEffect(b, hosts, selects),
    );
  },
  { numRuns: 3000 },
);

test("the filters of that law have the same effect often, and not always", (t) => {
  const pairs = fc.sample(fc.tuple(smallFilter, smallFilter, anyHosts), 1000);
  const equal = pairs.filter(
    ([a, b, hosts]) => naiveEffect(a, hosts, selects) === naiveEffect(b, hosts, selects),
  );
  t.true(equal.length > 50 && equal.length < 500, `${equal.length} of 1000`);
});

testProp(
  "order, duplicates and dead entries do not change the fingerprint",
  [anyFilter.chain((filter) => fc.tuple(fc.constant(filter), restated(filter))), anyHosts],
  (t, [filter, other], hosts) => {
    const dead = { select: 0xff, mask: 0x01, match: 0x02, exclude: false };
    const same = fingerprint(filter, hosts);
    t.is(fingerprint(other, hosts), same);
    t.is(fingerprint(canonicalFilter(filter), hosts), same);
    t.is(fingerprint({ ...filter, entries: [...filter.entries, dead] }, hosts), same);
  },
);

testProp(
  "a mask's two halves are the mask",
  [anyFilter, anyHosts, fc.nat(0xff), fc.nat(7)],
  (t, filter, hosts, mask, bit) => {
    const wide = { select: 0x24, mask: mask & ~(1 << bit), match: 0, exclude: false };
    const low = { ...wide, mask: wide.mask | (1 << bit) };
    const high = { ...low, match: 1 << bit };
    t.is(
      fingerprint({ ...filter, entries: [...filter.entries, wide] }, hosts),
      fingerprint({ ...filter, entries: [high, ...filter.entries, low] }, hosts),
    );
  },
);
