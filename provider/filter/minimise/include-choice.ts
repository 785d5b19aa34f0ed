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
  budget.spend(10 + (place.candidates.length >> 2));
  const { count, reached } = separatePoints(problem, place.spill);
  const slack = place.excludes - count;
  if (slack < 0) return usable;
  const byGain = groupedByGain(place);
  for (let gain = byGain.length - 1; gain > 0; gain -= 1) {
    const same = byGain[gain];
    if (same === undefined) continue;
    if (others === 0 && gain < missing) break;
    budget.spend(same.length);
    // To know what an include spills beyond the rest costs most of all: it is found out on demand.
    const before = usable.length;
    for (let index = 0; index < same.length; index += 1) {
      const include = same[index] as Include;
      const more =
        count === 0 ? include.excludes : separateBeyond(problem, include.spill, reached, slack + 1);
      if (more <= slack) usable.push(include);
    }
    const found = usable.length - before;
    const largest = Math.min(others, found);
    others -= largest;
    missing -= largest * gain;
    if (others === 0 && gain < missing && largest > 0 && largest < found) return [];
  }
  return missing > 0 && usable.length < place.includes ? [] : usable;
}

/** The candidates that the excludes can afford alone, by how many uncovered points they cover. */
function groupedByGain({
  candidates,
  uncovered,
  excludes,
}: Place): readonly (readonly Include[])[] {
  const byGain: Include[][] = [];
  for (let index = 0; index < candidates.length; index += 1) {
    const include = candidates[index] as Include;
    if (include.excludes > excludes) continue;
    const gain = countBoth(include.wanted, uncovered);
    byGain[gain] ??= [];
    byGain[gain].push(include);
  }
  return byGain;
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
  for (let index = 0; index < includes.length; index += 1) {
    const include = includes[index] as Include;
    let dominated = false;
    for (let other = 0; other < kept.length && !dominated; other += 1) {
      const { wanted, spill: spilled } = kept[other] as Include;
      comparisons += 1;
      dominated =
        isWithinIn(uncovered, include.wanted, wanted) &&
        isWithinIn(unspilled, spilled, include.spill);
    }
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
  for (let index = 0; index < points.length; index += 1) {
    together[points[index] as number] = pointSet(ways.length);
  }
  for (let index = 0; index < includes.length; index += 1) {
    const { wanted } = includes[index] as Include;
    for (let word = 0; word < uncovered.length; word += 1) {
      let bits = (wanted[word] as number) & (uncovered[word] as number);
      for (; bits !== 0; bits &= bits - 1) {
        const point = word * 32 + 31 - Math.clz32(bits & -bits);
        ways[point] = (ways[point] as number) + 1;
        addAll(together[point] as PointSet, wanted);
      }
    }
  }
  let [fewest] = points;
  for (const point of points) {
    if ((ways[point] as number) < (ways[fewest as number] as number)) fewest = point;
  }
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
    const left = pointsOf(rest);
    for (let index = 0; index < left.length; index += 1) {
      const near = together[left[index] as number] as PointSet;
      const company = countBoth(near, rest);
      if (company < least) [loneliest, least] = [near, company];
    }
    rest = without(rest, loneliest as PointSet);
    count += 1;
  }
  return count;
}
