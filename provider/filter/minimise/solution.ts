import { greedyExcludes } from "./exclude-cover.ts";
import { addAll, isEmptySet, type PointSet, pointSet, without } from "./point-set.ts";
import type { Exclude, Include, Problem } from "./problem.ts";

/** Includes and excludes that list exactly the wanted points of a problem. */
export interface Solution {
  readonly includes: readonly Include[];
  readonly excludes: readonly Exclude[];
}

/** How many entries the solution takes. */
export function sizeOf({ includes, excludes }: Solution): number {
  return includes.length + excludes.length;
}

/** The solution of these includes, which cover every wanted point, less those that are not needed. */
export function solutionOf(problem: Problem, includes: readonly Include[]): Solution {
  let needed = includes;
  for (const include of includes) {
    const others = needed.filter((other) => other !== include);
    const covered = unionOf(
      problem.wantedCount,
      others.map(({ wanted }) => wanted),
    );
    if (isEmptySet(without(include.wanted, covered))) needed = others;
  }
  const spill = unionOf(
    problem.spillCount,
    needed.map((include) => include.spill),
  );
  return { includes: needed, excludes: greedyExcludes(problem, spill) };
}

function unionOf(size: number, sets: readonly PointSet[]): PointSet {
  const all = pointSet(size);
  for (const set of sets) addAll(all, set);
  return all;
}
