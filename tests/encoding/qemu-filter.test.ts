import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { kvmStructFromFilter } from "../../provider/encoding/kvm-filter.ts";
import {
  decodeQemuArguments,
  encodeQemuArguments,
} from "../../provider/encoding/qemu-arguments.ts";
import { filterFromQemuObject, qemuObjectFromFilter } from "../../provider/encoding/qemu-filter.ts";
import { decodeQemuJson, encodeQemuJson } from "../../provider/encoding/qemu-json.ts";
import { kvmStructFromQemuObject } from "../../provider/encoding/qemu-kvm.ts";
import type { QemuObject } from "../../provider/encoding/qemu-object.ts";
import { exactEntry } from "../../provider/filter/entry.ts";
import { canonicalFilter, type Filter } from "../../provider/filter/filter.ts";
import { anyFilter, restated } from "../filter/arbitrary-filter.ts";
import { refused } from "./refusal.ts";

const filterForQemu = anyFilter.filter(
  ({ entries, fixedCounters }) => entries.length > 0 || fixedCounters > 0,
);
const anyId = fc.stringMatching(/^[A-Za-z][A-Za-z0-9\-._]{0,20}$/);

testProp("object: decode(encode(f)) = canonical f", [filterForQemu, anyId], (t, filter, id) => {
  const object = qemuObjectFromFilter(filter, id);
  t.is(object.id, id);
  t.deepEqual(filterFromQemuObject(object), canonicalFilter(filter));
});

testProp("arguments: decode(encode(f)) = canonical f", [filterForQemu, anyId], (t, filter, id) => {
  const args = encodeQemuArguments(qemuObjectFromFilter(filter, id));
  const object = decodeQemuArguments(args);
  t.is(object.id, id);
  t.deepEqual(filterFromQemuObject(object), canonicalFilter(filter));
});

testProp("QEMU hands the kernel what the filter says", [filterForQemu], (t, filter) => {
  t.deepEqual(
    kvmStructFromQemuObject(qemuObjectFromFilter(filter, "f0")),
    kvmStructFromFilter(filter),
  );
});

testProp(
  "order and duplicates do not change the arguments",
  [filterForQemu.chain((filter) => fc.tuple(fc.constant(filter), restated(filter)))],
  (t, [filter, other]) => {
    const [first, second] = [filter, other].map((each) =>
      encodeQemuArguments(qemuObjectFromFilter(each, "f0")),
    );
    t.deepEqual(second, first);
  },
);

testProp(
  "codes of any width survive the text",
  [fc.array(fc.tuple(fc.nat(0xfff), fc.nat(0xff)), { minLength: 1, maxLength: 20 })],
  (t, pairs) => {
    const events = pairs.map(([select, umask]) => ({
      format: "raw" as const,
      code: (BigInt(select >> 8) << 32n) | BigInt(umask << 8) | BigInt(select & 0xff),
    }));
    const object: QemuObject = { "qom-type": "kvm-pmu-filter", id: "f0", action: "deny", events };
    t.deepEqual(decodeQemuJson(encodeQemuJson(object)), object);
    t.deepEqual(
      filterFromQemuObject(object).entries,
      pairs.map(([select, umask]) => exactEntry(select, umask)),
    );
  },
);

const branches: Filter = { action: "allow", entries: [exactEntry(0xc4, 0)], fixedCounters: 0 };

test("exact entries are select and umask, and what is empty is left out", (t) => {
  t.is(
    encodeQemuJson(qemuObjectFromFilter(branches, "f0")),
    '{"qom-type":"kvm-pmu-filter","id":"f0","action":"allow","events":[{"format":"x86-select-umask","select":196,"umask":0}]}',
  );
  t.is(
    encodeQemuJson(qemuObjectFromFilter({ action: "deny", entries: [], fixedCounters: 3 }, "f0")),
    '{"qom-type":"kvm-pmu-filter","id":"f0","action":"deny","x86-fixed-counter":3}',
  );
});

test("one masked entry makes all of them masked", (t) => {
  const exclude = { ...exactEntry(0xc4, 0x20), exclude: true };
  const filter = { ...branches, entries: [...branches.entries, exclude] };
  t.deepEqual(qemuObjectFromFilter(filter, "f0").events, [
    { format: "x86-masked-entry", select: 0xc4, match: 0, mask: 0xff, exclude: false },
    { format: "x86-masked-entry", select: 0xc4, match: 0x20, mask: 0xff, exclude: true },
  ]);
});

test("a raw code above 2^32 is an exact integer literal", (t) => {
  const events = [{ format: "raw" as const, code: 0xf0000ffffn }];
  const text = encodeQemuJson({
    "qom-type": "kvm-pmu-filter",
    id: "f0",
    action: "allow",
    events,
  });
  t.true(text.endsWith('"events":[{"format":"raw","code":64424574975}]}'), text);
});

test("what QEMU would refuse is refused", (t) => {
  const empty: Filter = { action: "deny", entries: [], fixedCounters: 0 };
  refused(t, "QEMU_FILTER_EMPTY", () => qemuObjectFromFilter(empty, "f0"));
  for (const id of ["", "0", "-a", "a b", "a,b", "ä", "f0\n"]) {
    refused(t, "QEMU_ID_INVALID", () => qemuObjectFromFilter(branches, id));
  }
  const entries = Array.from({ length: 301 }, (_, index) => exactEntry(index, 0));
  refused(t, "TOO_MANY_ENTRIES", () => qemuObjectFromFilter({ ...branches, entries }, "f0"));
});
