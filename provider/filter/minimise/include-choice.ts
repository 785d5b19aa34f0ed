import type { Budget } from "./budget.ts";
import { separateBeyond, separatePoints } from "./exclude-cover.ts";
import {
  addAll,
  countBoth,
  countPoints,
  isEmptySet,
  isWithinIn,
  type PointSet,
  pointSet,
  pointsOf,
  without,
} from "./point-set.ts";
import type { Include, Problem } from "./problem.ts";
import type { Place } from "./search.ts";

/**
 * The includes that may be part of a solution from here on, those that cover most first: none that
 * spills more than the excludes can take out, and none that covers so little that the largest of
 * the others could not make up for it. None at all if there can be no solution.
 */
export function usableIncludes(problem: Problem, place: Place, budget: Budget): readonly Include[] {
  const usable: Include[] = [];
  let missing = countPoints(place.uncovered);
  let others = place.includes - 1;
  if (others < 0) return usable;
  for (const { gain, includes } of affordableByGain(problem, place, budget)) {
    if (others === 0 && gain < missing) break;
    const largest = Math.min(others, includes.length);
    others -= largest;
    missing -= largest * gain;
    if (others === 0 && gain < missing && largest > 0 && largest < includes.length) return [];
    for (const include of includes) usable.push(include);
  }
  return missing > 0 && usable.length < place.includes ? [] : usable;
}

/** Includes that cover equally many of the uncovered points. */
interface SameGain {
  readonly gain: number;
  readonly includes: readonly Include[];
}

/**
 * The includes whose spill, with what has been spilled, the excludes may be able to take out, the
 * largest gain first. To know it of an include costs most of all, so it is found out on demand.
 */
function* affordableByGain(problem: Problem, place: Place, budget: Budget): Generator<SameGain> {
  const { uncovered, spill, excludes, candidates } = place;
  const { count, reached } = separatePoints(problem, spill);
  const slack = excludes - count;
  budget.spend(10 + (candidates.length >> 2));
  if (slack < 0) return;
  const byGain: Include[][] = [];
  for (const include of candidates) {
    const gain = countBoth(include.wanted, uncovered);
    byGain[gain] ??= [];
    byGain[gain].push(include);
  }
  for (let gain = byGain.length - 1; gain > 0; gain -= 1) {
    const same = byGain[gain];
    if (same === undefined) continue;
    budget.spend(same.length);
    const includes = same.filter(
      (include) => separateBeyond(problem, include.spill, reached, slack + 1) <= slack,
    );
    yield { gain, includes };
  }
}

/** Leaves out every include for which another one can stand: it covers as much and spills no more. */
export function undominated(
  includes: readonly Include[],
  { uncovered, spill }: Place,
  budget: Budget,
): readonly Include[] {
  const kept: Include[] = [];
  const unspilled = spill.map((word) => ~word);
  let comparisons = 0;
  for (const include of includes) {
    const dominated = kept.some((other) => {
      comparisons += 1;
      return (
        isWithinIn(uncovered, include.wanted, other.wanted) &&
        isWithinIn(unspilled, other.spill, include.spill)
      );
    });
    if (!dominated) kept.push(include);
  }
  budget.spend(comparisons >> 2);
  return kept;
}

/**
 * The uncovered point that the fewest includes cover. Undefined if one is covered by none, or if
 * there are more points than may be includes of which no two can be covered by one.
 */
export function branchPoint(
  includes: readonly Include[],
  { uncovered, includes: limit }: Place,
): number | undefined {
  const points = pointsOf(uncovered);
  const ways = new Uint16Array(uncovered.length * 32);
  const together: PointSet[] = [];
  for (const point of points) together[point] = pointSet(ways.length);
  for (const { wanted } of includes) {
    for (let word = 0; word < uncovered.length; word += 1) {
      let bits = (wanted[word] as number) & (uncovered[word] as number);
      for (; bits !== 0; bits &= bits - 1) {
        const point = word * 32 + 31 - Math.clz32(bits & -bits);
        ways[point] = (ways[point] as number) + 1;
        addAll(together[point] as PointSet, wanted);
      }
    }
  }
  const [fewest] = points.toSorted((a, b) => (ways[a] as number) - (ways[b] as number));
  if (fewest === undefined || ways[fewest] === 0) return undefined;
  return separateCount(uncovered, together, limit) > limit ? undefined : fewest;
}

/** Counts points no two of which are `together`, up to one more than the limit. */
function separateCount(points: PointSet, together: readonly PointSet[], limit: number): number {
  let rest = points;
  let count = 0;
  while (count <= limit && !isEmptySet(rest)) {
    let loneliest: PointSet | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const point of pointsOf(rest)) {
      const near = together[point] as PointSet;
      const company = countBoth(near, rest);
      if (company < least) [loneliest, least] = [near, company];
    }
    rest = without(rest, loneliest as PointSet);
    count += 1;
  }
  return count;
}
