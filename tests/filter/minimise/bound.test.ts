import { fc, testProp } from "@fast-check/ava";
import test from "ava";
import { boundAtOnce } from "../../../provider/filter/minimise/bound.ts";
import { problemOf } from "../../../provider/filter/minimise/problem.ts";
import { exhaustive } from "./exhaustive.ts";

const tight: readonly [title: string, bits: number, points: readonly number[], bound: number][] = [
  ["single bits", 5, [1, 2, 4, 8, 16], 5],
  ["single bits and none", 5, [0, 1, 2, 4, 8, 16], 5],
  ["single bits, and a square of two", 5, [0, 1, 2, 3, 4, 8, 16], 4],
];

for (const [title, bits, points, bound] of tight) {
  test(`a bound without a search: ${title}`, (t) => {
    t.is(boundAtOnce(problemOf(points, bits)), bound);
  });
}

const fewest = exhaustive(4);

testProp(
  "no set takes fewer entries than the bound",
  [fc.uniqueArray(fc.nat(15), { minLength: 1, maxLength: 15 })],
  (t, points) => {
    const set = points.reduce((bits, point) => bits | (1 << point), 0);
    const sorted = points.toSorted((a, b) => a - b);
    t.true(boundAtOnce(problemOf(sorted, 4)) <= fewest(set));
  },
  { numRuns: 1000 },
);
