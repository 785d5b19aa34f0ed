import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import {
  compareEntries,
  type Entry,
  entryKey,
  exactEntry,
  isExact,
} from "../../provider/filter/entry.ts";
import { canonicalFilter } from "../../provider/filter/filter.ts";
import { anyEntry, anyFilter, restated } from "./arbitrary-filter.ts";

const keys: readonly [string, Entry][] = [
  ["c4/00", exactEntry(0xc4, 0x00)],
  ["00/0f", exactEntry(0x00, 0x0f)],
  ["1c2/ff", exactEntry(0x1c2, 0xff)],
  ["d0/00&7c", { select: 0xd0, mask: 0x7c, match: 0x00, exclude: false }],
  ["c4/00&00", { select: 0xc4, mask: 0x00, match: 0x00, exclude: false }],
  ["!d0/83", { select: 0xd0, mask: 0xff, match: 0x83, exclude: true }],
  ["!1c2/03&0f", { select: 0x1c2, mask: 0x0f, match: 0x03, exclude: true }],
];

for (const [key, entry] of keys) {
  test(`entry key ${key}`, (t) => t.is(entryKey(entry), key));
}

test("exact entries are those without a mask or exclude", (t) => {
  t.deepEqual(
    keys.filter(([, entry]) => isExact(entry)).map(([key]) => key),
    ["c4/00", "00/0f", "1c2/ff"],
  );
});

testProp("equal keys, equal entries, equal rank", [anyEntry, anyEntry], (t, a, b) => {
  const same = a.select === b.select && a.mask === b.mask && a.match === b.match;
  const equal = same && a.exclude === b.exclude;
  t.is(entryKey(a) === entryKey(b), equal);
  t.is(compareEntries(a, b) === 0, equal);
});

testProp(
  "a canonical filter knows neither order nor duplicates",
  [anyFilter.chain((filter) => fc.tuple(fc.constant(filter), restated(filter)))],
  (t, [filter, other]) => {
    const canonical = canonicalFilter(filter);
    t.deepEqual(canonicalFilter(other), canonical);
    t.deepEqual(canonicalFilter(canonical), canonical);
  },
);
