import type { Budget } from "./budget.ts";
import { excludesFor } from "./exclude-cover.ts";
import { branchPoint, undominated, usableIncludes } from "./include-choice.ts";
import {
  fullSet,
  hasPoint,
  isEmptySet,
  type PointSet,
  pointSet,
  union,
  without,
} from "./point-set.ts";
import type { Include, Problem } from "./problem.ts";
import type { Solution } from "./solution.ts";

/** How many entries of each kind a solution may have. */
export interface Limits {
  readonly includes: number;
  readonly excludes: number;
}

/**
 * A solution within the limits, or undefined if there is none: branch and bound, complete.
 *
 * @throws What the budget throws when it is spent.
 */
export function search(problem: Problem, limits: Limits, budget: Budget): Solution | undefined {
  const start = {
    ...limits,
    uncovered: fullSet(problem.wantedCount),
    spill: pointSet(problem.spillCount),
    candidates: problem.includes,
  };
  return descend(problem, start, budget);
}

/** A place in the search: some includes have been chosen. */
export interface Place extends Limits {
  /** How many more includes may be chosen. */
  readonly includes: number;
  /** How many excludes there may be for all of the spill, that of later includes too. */
  readonly excludes: number;
  /** The wanted points that no chosen include matches. */
  readonly uncovered: PointSet;
  /** What the chosen includes match beyond the wanted points. */
  readonly spill: PointSet;
  /** The includes that may still be chosen. */
  readonly candidates: readonly Include[];
}

function descend(problem: Problem, place: Place, budget: Budget): Solution | undefined {
  if (isEmptySet(place.uncovered)) {
    const excludes = excludesFor(problem, place.spill, place.excludes, budget);
    return excludes && { includes: [], excludes };
  }
  const affordable = usableIncludes(problem, place, budget);
  // At the start none can stand for another: each is the smallest cube around what it covers.
  const start = place.candidates === problem.includes;
  const usable = start ? affordable : undominated(affordable, place, budget);
  const point = branchPoint(usable, place);
  if (point === undefined) return undefined;
  const candidates = [...usable];
  for (const include of usable) {
    if (!hasPoint(include.wanted, point)) continue;
    // Once tried, it need not be tried deeper down: every solution with it would have been found.
    candidates.splice(candidates.indexOf(include), 1);
    const rest = descend(problem, after(place, include, candidates), budget);
    if (rest !== undefined) return { ...rest, includes: [include, ...rest.includes] };
  }
  return undefined;
}

function after(place: Place, include: Include, candidates: readonly Include[]): Place {
  return {
    includes: place.includes - 1,
    excludes: place.excludes,
    uncovered: without(place.uncovered, include.wanted),
    spill: union(place.spill, include.spill),
    candidates,
  };
}
