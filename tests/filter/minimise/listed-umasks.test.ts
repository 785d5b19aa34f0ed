import { testProp } from "@fast-check/ava";
import test from "ava";
import { type Entry, exactEntry } from "../../../provider/filter/entry.ts";
import { listedUmasks, proveSameEffect } from "../../../provider/filter/minimise/listed-umasks.ts";
import { someEntries, umasksListed } from "./umask-filter.ts";

const wide: Entry = { select: 0x24, mask: 0xf0, match: 0x20, exclude: false };
const exactly = Array.from({ length: 16 }, (_, low) => exactEntry(0x24, 0x20 | low));

testProp("the umasks listed are those of the matching rule", [someEntries(8)], (t, entries) => {
  t.deepEqual(listedUmasks(entries, 0x24), umasksListed(entries));
  t.deepEqual(listedUmasks(entries, 0x25), []);
});

test("lists of the same events are the same", (t) => {
  t.notThrows(() => proveSameEffect(exactly, [wide]));
  t.notThrows(() => proveSameEffect([], [{ ...wide, exclude: true }]));
});

const differing: readonly [title: string, before: readonly Entry[], after: readonly Entry[]][] = [
  ["one umask less", exactly, exactly.slice(1)],
  ["one umask more", exactly.slice(0, -1), [wide]],
  ["another select", exactly, exactly.map((entry) => ({ ...entry, select: 0x124 }))],
  ["a select that is gone", [wide, exactEntry(0xfff, 0)], [wide]],
  ["a select that is new", [wide], [wide, exactEntry(0x25, 0)]],
  ["an exclude that is lost", [wide, { ...wide, mask: 0xff, exclude: true }], [wide]],
];

for (const [title, before, after] of differing) {
  test(`lists of different events are found out: ${title}`, (t) => {
    t.throws(() => proveSameEffect(before, after), { message: /^Internal error/ });
  });
}
