import { Budget } from "./budget.ts";
import type { Cube } from "./cube.ts";
import { narrowed } from "./narrow.ts";
import { problemOf } from "./problem.ts";
import { solve } from "./solve.ts";
import type { UmaskSpace } from "./umask-space.ts";

/** Cubes of a space: what the includes match less what the excludes match is what is wanted. */
export interface FewCubes {
  readonly includes: readonly Cube[];
  readonly excludes: readonly Cube[];
  /** There is no smaller choice of includes and excludes: proven. */
  readonly lowerBound: number;
}

/**
 * All the steps of one run. Unions of real tables need most of it; random sets of many umasks, which
 * no table looks like, use it up.
 */
const stepsOfRun = 300_000;

/**
 * Few cubes for each of these spaces, by the points that are wanted: equal ones are solved once.
 * Those with few points come first and leave the steps that they do not need to the others.
 */
export function fewCubesOfAll(spaces: readonly UmaskSpace[]): (space: UmaskSpace) => FewCubes {
  const distinct = [...new Map(spaces.map((space) => [keyOf(space), space]))];
  distinct.sort(
    ([keyA, a], [keyB, b]) => a.points.length - b.points.length || (keyA < keyB ? -1 : 1),
  );
  const budget = new Budget(stepsOfRun);
  const solved = new Map<string, FewCubes>();
  for (const [index, [key, space]] of distinct.entries()) {
    const part = 1 / (distinct.length - index);
    solved.set(
      key,
      budget.share(part, (share) => fewCubes(space, share)),
    );
  }
  return (space) => solved.get(keyOf(space)) as FewCubes;
}

function keyOf({ points }: UmaskSpace): string {
  return points.join();
}

function fewCubes({ points, bits }: UmaskSpace, budget: Budget): FewCubes {
  const size = 1 << bits;
  if (points.length === size) return onlyIncludes([{ free: size - 1, match: 0 }], 1);
  const single = points.map((match) => ({ free: 0, match }));
  if (single.length <= 2) return onlyIncludes(single, single.length);
  const { solution, lowerBound } = solve(problemOf(points, bits), budget);
  const includes = solution.includes.map(({ cube }) => cube);
  const excludes = solution.excludes.map(({ cube }) => cube);
  if (includes.length + excludes.length >= single.length) return onlyIncludes(single, lowerBound);
  return { ...narrowed(points, includes, excludes), lowerBound };
}

function onlyIncludes(includes: readonly Cube[], lowerBound: number): FewCubes {
  return { includes, excludes: [], lowerBound };
}
