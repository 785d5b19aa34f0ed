import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { filterFromKvmStruct, kvmStructFromFilter } from "../../provider/encoding/kvm-filter.ts";
import { decodeKvmStruct, encodeKvmStruct } from "../../provider/encoding/kvm-struct.ts";
import { qemuObjectFromFilter } from "../../provider/encoding/qemu-filter.ts";
import { kvmStructFromQemuObject } from "../../provider/encoding/qemu-kvm.ts";
import { effectOf } from "../../provider/filter/effect.ts";
import { exactEntry } from "../../provider/filter/entry.ts";
import { canonicalFilter, type Filter } from "../../provider/filter/filter.ts";
import { vendorWidths, widestWidths } from "../../provider/filter/vendor.ts";
import { anyFilter, restated } from "../filter/arbitrary-filter.ts";
import { refused } from "./refusal.ts";

testProp(
  "decode(encode(f)) = canonical f, through the struct's bytes",
  [anyFilter],
  (t, filter) => {
    const bytes = encodeKvmStruct(kvmStructFromFilter(filter));
    t.deepEqual(filterFromKvmStruct(decodeKvmStruct(bytes)), canonicalFilter(filter));
  },
);

testProp(
  "order and duplicates do not change the struct",
  [anyFilter.chain((filter) => fc.tuple(fc.constant(filter), restated(filter)))],
  (t, [filter, other]) => t.deepEqual(kvmStructFromFilter(other), kvmStructFromFilter(filter)),
);

const exact: Filter = {
  action: "allow",
  entries: [exactEntry(0xc4, 0x20), exactEntry(0x3c, 0)],
  fixedCounters: 3,
};

test("exact entries alone are raw events", (t) => {
  t.deepEqual(kvmStructFromFilter(exact), {
    action: 0,
    flags: 0,
    fixedCounterBitmap: 3,
    events: [0x3cn, 0x20c4n],
  });
});

test("one masked entry makes all of them masked", (t) => {
  const masked = { select: 0xd0, mask: 0x7c, match: 0, exclude: false };
  const filter: Filter = { ...exact, action: "deny", entries: [...exact.entries, masked] };
  t.deepEqual(kvmStructFromFilter(filter), {
    action: 1,
    flags: 1,
    fixedCounterBitmap: 3,
    events: [0xff0000000000003cn, 0xff000000000020c4n, 0x7c000000000000d0n],
  });
});

test("an exclude of one event needs the masked form", (t) => {
  const entries = [{ ...exactEntry(0xc4, 0x20), exclude: true }];
  t.is(kvmStructFromFilter({ ...exact, entries }).flags, 1);
});

test("a filter without entries is one of raw events", (t) => {
  t.deepEqual(kvmStructFromFilter({ action: "deny", entries: [], fixedCounters: 0 }), {
    action: 1,
    flags: 0,
    fixedCounterBitmap: 0,
    events: [],
  });
});

test("300 entries fit, once duplicates are merged", (t) => {
  const entries = Array.from({ length: 300 }, (_, index) => exactEntry(index, 0));
  t.is(kvmStructFromFilter({ ...exact, entries: [...entries, ...entries] }).events.length, 300);
  const call = () =>
    kvmStructFromFilter({
      ...exact,
      entries: [...entries, exactEntry(300, 0), exactEntry(301, 0)],
    });
  t.regex(refused(t, "TOO_MANY_ENTRIES", call).message, /302 entries: 2 more than the 300/);
});

test("more entries are said in masked ones that list the same, and the same in QEMU's object", (t) => {
  const entries = Array.from({ length: 400 }, (_, index) => exactEntry(index >> 1, index & 1));
  const filter = { ...exact, entries };
  const struct = kvmStructFromFilter(filter);
  t.deepEqual([struct.flags, struct.events.length], [1, 200]);
  t.deepEqual(effectOf(filterFromKvmStruct(struct), widestWidths), effectOf(filter, widestWidths));
  t.deepEqual(kvmStructFromQemuObject(qemuObjectFromFilter(filter, "f0")), struct);
});

test("members out of range are refused", (t) => {
  const withEntry = (entry: Filter["entries"][number]) => () =>
    kvmStructFromFilter({ ...exact, entries: [entry] }, vendorWidths.intel);
  refused(t, "SELECT_OUT_OF_RANGE", withEntry(exactEntry(0x100, 0)));
  refused(t, "UMASK_OUT_OF_RANGE", withEntry(exactEntry(0, 0x100)));
  refused(t, "MATCH_OUTSIDE_MASK", withEntry({ ...exactEntry(0, 3), mask: 1 }));
  refused(t, "BITMAP_OUT_OF_RANGE", () => kvmStructFromFilter({ ...exact, fixedCounters: -1 }));
});

test("a raw event that the kernel would drop is refused", (t) => {
  const struct = { action: 0, flags: 0, fixedCounterBitmap: 0, events: [0x200c0n] };
  refused(t, "KVM_ENTRY_STRAY_BITS", () => filterFromKvmStruct(struct));
});
