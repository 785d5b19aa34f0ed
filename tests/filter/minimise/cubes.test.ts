import { fc, testProp } from "@fast-check/ava";
import {
  avoidableBits,
  largestAvoiding,
} from "../../../provider/filter/minimise/avoiding-cubes.ts";
import { type Cube, closedCubes } from "../../../provider/filter/minimise/cube.ts";

/** A space of some bits, and some of its points in ascending order, not all. */
const somePoints = fc
  .integer({ min: 1, max: 8 })
  .chain((bits) =>
    fc
      .uniqueArray(fc.nat((1 << bits) - 1), { minLength: 1, maxLength: (1 << bits) - 1 })
      .map((points) => ({ bits, points: points.sort((a, b) => a - b) })),
  );

testProp(
  "closed cubes are those with a point on either side of each free bit",
  [somePoints],
  (t, { bits, points }) => {
    const closed = allCubes(bits).filter((cube) => {
      const own = points.filter((point) => has(cube, point));
      return (
        own.length > 0 &&
        eachBit(bits).every((bit) => (cube.free & bit) === 0 || bothWays(own, bit))
      );
    });
    t.deepEqual(keys(closedCubes(points, bits)), keys(closed));
  },
);

testProp(
  "the largest cubes with a point and no wanted one are found",
  [somePoints],
  (t, { bits, points }) => {
    const avoidable = avoidableBits(points, bits);
    const avoiding = allCubes(bits).filter((cube) => !points.some((point) => has(cube, point)));
    const largest = avoiding.filter(({ free, match }) =>
      eachBit(bits).every((bit) => {
        const wider = { free: free | bit, match: match & ~bit };
        return (free & bit) !== 0 || points.some((point) => has(wider, point));
      }),
    );
    for (let other = 0; other < 1 << bits; other += 1) {
      if (points.includes(other)) continue;
      const expected = largest.filter((cube) => has(cube, other));
      t.deepEqual(keys(largestAvoiding(other, avoidable(other))), keys(expected));
    }
  },
  { numRuns: 30 },
);

function allCubes(bits: number): readonly Cube[] {
  const all = Array.from({ length: 1 << bits }, (_, value) => value);
  return all.flatMap((free) =>
    all.filter((match) => (match & free) === 0).map((match) => ({ free, match })),
  );
}

function eachBit(bits: number): readonly number[] {
  return Array.from({ length: bits }, (_, bit) => 1 << bit);
}

function has({ free, match }: Cube, point: number): boolean {
  return (point & ~free) === match;
}

function bothWays(points: readonly number[], bit: number): boolean {
  return points.some((point) => (point & bit) === 0) && points.some((point) => (point & bit) !== 0);
}

function keys(cubes: readonly Cube[]): readonly string[] {
  return cubes.map(({ free, match }) => `${match}&~${free}`).sort();
}
