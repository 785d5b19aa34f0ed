import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { effectOf } from "../../../provider/filter/effect.ts";
import { type Entry, entryKey } from "../../../provider/filter/entry.ts";
import { canonicalFilter, type Filter } from "../../../provider/filter/filter.ts";
import { minimise } from "../../../provider/filter/minimise/minimise.ts";
import { widestWidths } from "../../../provider/filter/vendor.ts";
import { anyFilter, restated, smallFilter } from "../arbitrary-filter.ts";
import { naiveEffect } from "../naive-effect.ts";
import { exhaustive, setsUpToSymmetry } from "./exhaustive.ts";
import { exactFilter, someEntries, umasksListed } from "./umask-filter.ts";

const all = Array.from({ length: 256 }, (_, umask) => umask);
const oneBit = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80];
const bitCount = (umask: number) => oneBit.filter((bit) => (umask & bit) !== 0).length;

interface Case {
  readonly title: string;
  readonly umasks: readonly number[];
  /** The fewest entries. */
  readonly entries: number;
  /** Their keys, where there is one best way only. */
  readonly keys?: readonly string[];
}

const cases: readonly Case[] = [
  { title: "one umask", umasks: [0x20], entries: 1, keys: ["d1/20"] },
  { title: "two umasks of one differing bit", umasks: [0, 1], entries: 1, keys: ["d1/00&fe"] },
  { title: "two others", umasks: [1, 2], entries: 2, keys: ["d1/01", "d1/02"] },
  { title: "01 02 03", umasks: [1, 2, 3], entries: 2 },
  {
    title: "bits of a mask but not none",
    umasks: all.slice(1, 16),
    entries: 2,
    keys: ["d1/00&f0", "!d1/00"],
  },
  { title: "all umasks", umasks: all, entries: 1, keys: ["d1/00&00"] },
  {
    title: "all but one",
    umasks: all.filter((u) => u !== 0x5a),
    entries: 2,
    keys: ["d1/00&00", "!d1/5a"],
  },
  { title: "all but two far apart", umasks: all.slice(1, 255), entries: 3 },
  { title: "one bit of seven", umasks: oneBit.slice(0, 7), entries: 7 },
  { title: "one bit of eight", umasks: oneBit, entries: 8 },
  { title: "an odd number of three bits", umasks: [1, 2, 4, 7], entries: 4 },
  { title: "one bit in each half byte", umasks: gridOfOneBits(), entries: 10 },
  {
    title: "a value in either half byte",
    umasks: eitherHalf(),
    entries: 3,
    keys: ["d1/00&f0", "d1/00&0f", "!d1/00"],
  },
];

function gridOfOneBits(): readonly number[] {
  return [16, 32, 64, 128].flatMap((high) => [1, 2, 4, 8].map((low) => low | high));
}

function eitherHalf(): readonly number[] {
  return all.filter((u) => ((u & 0x0f) === 0) !== ((u & 0xf0) === 0));
}

for (const { title, umasks, entries, keys } of cases) {
  test(`the fewest entries: ${title}`, (t) => {
    const minimised = minimise(exactFilter(umasks));
    t.deepEqual(umasksListed(minimised.filter.entries), [...umasks]);
    t.is(minimised.filter.entries.length, entries);
    if (keys !== undefined) t.deepEqual(minimised.filter.entries.map(entryKey), keys);
    const cost = { pairs: umasks.length, entries, lowerBound: entries };
    t.deepEqual(minimised.selects, [{ select: 0xd1, ...cost }]);
    t.is(minimised.before, umasks.length);
    t.is(minimised.after, entries);
    t.is(minimised.lowerBound, entries);
  });
}

const hard = [
  { title: "an odd number of bits", wanted: (u: number) => bitCount(u) % 2 === 1, known: 128 },
  { title: "any number of bits but one", wanted: (u: number) => bitCount(u) !== 1, known: 9 },
  { title: "four bits of eight", wanted: (u: number) => bitCount(u) === 4, known: 70 },
  { title: "the primes", wanted: isPrime, known: 34 },
];

for (const { title, wanted, known } of hard) {
  test(`as few entries as are known, and a true bound, for a hard set: ${title}`, (t) => {
    const umasks = all.filter(wanted);
    const { after, lowerBound, filter } = minimise(exactFilter(umasks));
    t.deepEqual(umasksListed(filter.entries), umasks);
    t.true(after <= known, `${after} entries`);
    t.true(lowerBound >= 5 && lowerBound <= known, `${lowerBound}`);
  });
}

function isPrime(umask: number): boolean {
  return umask > 1 && all.slice(2, umask).every((divisor) => umask % divisor !== 0);
}

test("every set of three bits, wherever they are, takes as few entries as trying everything", (t) => {
  const fewest = exhaustive(3);
  for (const bits of [0b111, 0b10010010, 0b11100000]) {
    for (let set = 1; set < 2 ** 8; set += 1) {
      const umasks = all.filter((u) => (u & ~bits) === 0);
      const wanted = umasks
        .filter((_, point) => ((set >> point) & 1) === 1)
        .map((u) => u | (0xff & ~bits));
      const minimised = minimise(exactFilter(wanted));
      t.deepEqual(umasksListed(minimised.filter.entries), wanted);
      t.is(minimised.after, fewest(set), `${wanted}`);
      t.is(minimised.lowerBound, fewest(set), `${wanted}`);
    }
  }
});

test("every set of four bits takes as few entries as trying everything", (t) => {
  const fewest = exhaustive(4);
  const sets = setsUpToSymmetry(4);
  t.is(sets.length, 401, "402 classes, by Pólya's counting, less the empty set");
  for (const set of sets) {
    const wanted = all.slice(0, 16).filter((point) => ((set >> point) & 1) === 1);
    const minimised = minimise(exactFilter(wanted));
    t.deepEqual(umasksListed(minimised.filter.entries), wanted);
    t.is(minimised.after, fewest(set), `${wanted}`);
    t.is(minimised.lowerBound, fewest(set), `${wanted}`);
  }
});

testProp(
  "swapping and flipping umask bits does not change how few entries there are",
  [
    fc.uniqueArray(fc.nat(15), { minLength: 1 }),
    fc.shuffledSubarray(oneBit, { minLength: 4, maxLength: 4 }),
    fc.nat(0xff),
  ],
  (t, points, bits, flip) => {
    const moved = points.map((point) =>
      bits.reduce((umask, bit, index) => umask ^ (((point >> index) & 1) * bit), flip),
    );
    t.is(minimise(exactFilter(moved)).after, minimise(exactFilter(points)).after);
  },
  { numRuns: 200 },
);

testProp(
  "the effect stays what it was",
  [fc.oneof(anyFilter, smallFilter)],
  (t, filter) => {
    const { filter: small } = minimise(filter);
    const selects = [...new Set(filter.entries.map(({ select }) => select)), 0x7f];
    t.is(naiveEffect(small, [], selects), naiveEffect(filter, [], selects));
    t.deepEqual(effectOf(small, widestWidths), effectOf(filter, widestWidths));
    t.is(small.action, filter.action);
    t.is(small.fixedCounters, filter.fixedCounters);
  },
  { numRuns: 300 },
);

testProp(
  "never more entries than given, nor than pairs listed, nor fewer than the lower bound",
  [anyFilter],
  (t, filter) => {
    const { before, after, lowerBound, selects, filter: small } = minimise(filter);
    t.is(before, canonicalFilter(filter).entries.length);
    t.is(after, small.entries.length);
    t.true(after <= before);
    t.true(lowerBound <= after);
    t.is(after, sum(selects.map(({ entries }) => entries)));
    t.is(lowerBound, sum(selects.map((cost) => cost.lowerBound)));
    for (const { pairs, entries, lowerBound: bound } of selects) {
      t.true(entries <= pairs && bound <= entries && bound >= 1);
    }
  },
);

testProp(
  "what can be said in up to four entries is, however it was said",
  [someEntries(4)],
  (t, entries) => {
    const umasks = umasksListed(entries);
    const { after, lowerBound } = minimise(exactFilter(umasks));
    t.true(after <= entries.length, `${after} entries instead of ${entries.length}`);
    t.is(lowerBound, after);
  },
);

testProp(
  "the lower bound holds for sets that are too hard to solve",
  [someEntries(12)],
  (t, entries) => {
    const { lowerBound } = minimise(exactFilter(umasksListed(entries)));
    t.true(lowerBound <= entries.length);
  },
  { numRuns: 30 },
);

testProp("minimising twice is minimising once", [anyFilter], (t, filter) => {
  const once = minimise(filter);
  const twice = minimise(once.filter);
  t.deepEqual(twice.filter, once.filter);
  t.deepEqual(twice.selects, once.selects);
});

testProp(
  "order and duplicates do not matter, and the result is the same each time",
  [anyFilter.chain((filter) => fc.tuple(fc.constant(filter), restated(filter)))],
  (t, [filter, other]) => {
    t.deepEqual(minimise(other), minimise(filter));
    t.deepEqual(minimise(filter), minimise(filter));
  },
  { numRuns: 50 },
);

test("one select does not change what another costs", (t) => {
  const selects = [0x24, 0xd1, 0x120].map((select) => exactFilter([1, 2, 3], select).entries);
  const filter: Filter = { action: "deny", entries: selects.flat(), fixedCounters: 1 };
  t.deepEqual(
    minimise(filter).selects,
    [0x24, 0xd1, 0x120].map((select) => ({ select, pairs: 3, entries: 2, lowerBound: 2 })),
  );
});

test("entries that list nothing are gone", (t) => {
  const dead: readonly Entry[] = [
    { select: 0x24, mask: 0x01, match: 0x02, exclude: false },
    { select: 0x25, mask: 0x00, match: 0x00, exclude: true },
  ];
  const filter: Filter = { action: "allow", entries: dead, fixedCounters: 0 };
  t.deepEqual(minimise(filter), {
    filter: { action: "allow", entries: [], fixedCounters: 0 },
    before: 2,
    after: 0,
    lowerBound: 0,
    selects: [],
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
