import type { Budget } from "./budget.ts";
import {
  addAll,
  addPoint,
  countBoth,
  firstPoint,
  isEmptySet,
  type PointSet,
  pointSet,
  pointsOf,
  removeAll,
  without,
} from "./point-set.ts";
import type { Exclude, Problem } from "./problem.ts";

/** At most `limit` excludes that together take out all of the spill; undefined if none do. */
export function excludesFor(
  problem: Problem,
  spill: PointSet,
  limit: number,
  budget: Budget,
): readonly Exclude[] | undefined {
  budget.spend(10);
  const greedy = greedyExcludes(problem, spill);
  if (greedy.length <= limit) return greedy;
  if (separatePoints(problem, spill).count > limit) return undefined;
  const options = problem.excludesAt(hardestPoint(problem, spill));
  for (const exclude of mostFirst(options, spill)) {
    const others = excludesFor(problem, without(spill, exclude.spill), limit - 1, budget);
    if (others !== undefined) return [...others, exclude];
  }
  return undefined;
}

/** Excludes that together take out all of the spill: few, but perhaps not the fewest. */
export function greedyExcludes(problem: Problem, spill: PointSet): readonly Exclude[] {
  const rest = spill.slice();
  const chosen: Exclude[] = [];
  // The first points are those with the least choice, so one of their excludes is needed first.
  for (let point = firstPoint(rest); point >= 0; point = firstPoint(rest)) {
    const best = largest(problem.excludesAt(point), rest);
    chosen.push(best);
    removeAll(rest, best.spill);
  }
  return chosen;
}

function largest(excludes: readonly Exclude[], spill: PointSet): Exclude {
  let best = excludes[0] as Exclude;
  if (excludes.length === 1) return best;
  let most = -1;
  for (let index = 0; index < excludes.length; index += 1) {
    const exclude = excludes[index] as Exclude;
    const taken = countBoth(exclude.spill, spill);
    if (taken > most) [best, most] = [exclude, taken];
  }
  return best;
}

function mostFirst(excludes: readonly Exclude[], spill: PointSet): readonly Exclude[] {
  if (excludes.length < 2) return excludes;
  const counted = excludes.map((exclude) => ({ exclude, taken: countBoth(exclude.spill, spill) }));
  return counted.sort((a, b) => b.taken - a.taken).map(({ exclude }) => exclude);
}

function hardestPoint(problem: Problem, spill: PointSet): number {
  let hardest = -1;
  let fewest = Number.POSITIVE_INFINITY;
  for (const point of pointsOf(spill)) {
    const { length } = problem.excludesAt(point);
    if (length < fewest) [hardest, fewest] = [point, length];
  }
  return hardest;
}

/**
 * Points of the spill no two of which one exclude takes out: each needs an exclude of its own, so
 * their count is a lower bound.
 */
export interface SeparatePoints {
  readonly count: number;
  /** All that the excludes of these points may take out: the whole spill at least. */
  readonly reached: PointSet;
}

/** Separate points of the spill, as many as are found at once. */
export function separatePoints(problem: Problem, spill: PointSet): SeparatePoints {
  const reached = pointSet(problem.spillCount);
  if (isEmptySet(spill)) return { count: 0, reached };
  const rest = spill.slice();
  let count = 0;
  for (let point = firstPoint(rest); point >= 0; point = firstPoint(rest)) {
    count += 1;
    addAll(reached, problem.reach(point));
    removeAll(rest, problem.reach(point));
  }
  return { count, reached };
}

/** The separate points themselves. */
export function separateAmong({ reach }: Problem, spill: PointSet): PointSet {
  const rest = spill.slice();
  const separate = pointSet(rest.length << 5);
  for (let point = firstPoint(rest); point >= 0; point = firstPoint(rest)) {
    addPoint(separate, point);
    removeAll(rest, reach(point));
  }
  return separate;
}

const scratch = new Int32Array(8);

/**
 * How many separate points further spill adds to those that have been reached; counting ends at
 * `limit`. The innermost loop of every search.
 */
export function separateBeyond(
  { reach }: Pick<Problem, "reach">,
  spill: PointSet,
  reached: PointSet,
  limit: number,
): number {
  let any = 0;
  for (let word = 0; word < spill.length; word += 1) {
    const bits = (spill[word] as number) & ~(reached[word] as number);
    scratch[word] = bits;
    any |= bits;
  }
  let count = 0;
  for (let first = 0; any !== 0 && count < limit; count += 1) {
    while (scratch[first] === 0) first += 1;
    const bits = scratch[first] as number;
    const near = reach(first * 32 + 31 - Math.clz32(bits & -bits));
    any = 0;
    for (let word = first; word < spill.length; word += 1) {
      const rest = (scratch[word] as number) & ~(near[word] as number);
      scratch[word] = rest;
      any |= rest;
    }
  }
  return count;
}
