import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { isDead } from "../../provider/filter/entry.ts";
import { entryMatches, isListed } from "../../provider/filter/listed.ts";
import {
  allUmasks,
  bySelect,
  listedUmasks,
  umasksOf,
} from "../../provider/filter/select-umasks.ts";
import { lintedFilter } from "./lint/arbitrary-linted-filter.ts";
import { entriesOf } from "./lint/filters.ts";

test("entries come together by their select, in the order in which they first come", (t) => {
  t.deepEqual(bySelect(entriesOf("c4/00 24/21 c4/20 !24/23")), [
    { select: 0xc4, entries: entriesOf("c4/00 c4/20") },
    { select: 0x24, entries: entriesOf("24/21 !24/23") },
  ]);
});

test("the umasks of one entry are ascending", (t) => {
  const rows: readonly [string, readonly number[]][] = [
    ["24/21", [0x21]],
    ["!24/21", [0x21]],
    ["24/01&fa", []],
    ["24/08&fa", [0x08, 0x09, 0x0c, 0x0d]],
    ["24/00&00", allUmasks],
  ];
  for (const [key, umasks] of rows) t.deepEqual(entriesOf(key).map(umasksOf), [umasks], key);
});

testProp(
  "umasks of entries and selects are those that the matching rule finds",
  [lintedFilter, fc.nat(0xff)],
  (t, { entries }, umask) => {
    const groups = bySelect(entries);
    t.is(groups.flatMap((group) => group.entries).length, entries.length);
    for (const group of groups) {
      const event = { select: group.select, umask };
      t.is(listedUmasks(group)[umask], isListed(entries, event));
      for (const entry of group.entries) {
        t.is(umasksOf(entry).includes(umask), entryMatches(entry, event));
        t.is(umasksOf(entry).length === 0, isDead(entry));
      }
    }
  },
);
