import { boundAtOnce } from "./bound.ts";
import type { Budget } from "./budget.ts";
import { greedySolution } from "./greedy.ts";
import { countPoints, isEmptySet } from "./point-set.ts";
import type { Problem } from "./problem.ts";
import { search } from "./search.ts";
import { type Solution, sizeOf } from "./solution.ts";

/** The best solution that was found, and how small one could be at best. */
export interface Solved {
  readonly solution: Solution;
  /** No solution has fewer entries: proven. Equal to the solution's size if that is the fewest. */
  readonly lowerBound: number;
}

/** Solves a problem as well as the budget allows. */
export function solve(problem: Problem, budget: Budget): Solved {
  const clean = problem.includes.filter(({ spill }) => isEmptySet(spill));
  const spilling = problem.includes.filter(({ spill }) => !isEmptySet(spill));
  const plain = greedySolution(problem, clean);
  const bound = boundAtOnce(problem);
  if (bound === sizeOf(plain)) return { solution: plain, lowerBound: bound };
  const first = smaller(plain, greedySolution(problem, [...clean, ...spilling]));
  if (bound === sizeOf(first)) return { solution: first, lowerBound: bound };
  const refuted = refutedAtOnce(problem, sizeOf(first), bound);
  const better = improved(problem, first, refuted, budget);
  const solution = fewest(problem, better, refuted, budget);
  return { solution, lowerBound: Math.min(sizeOf(solution), lowerBoundOf(refuted)) };
}

function smaller(a: Solution, b: Solution): Solution {
  return sizeOf(b) < sizeOf(a) ? b : a;
}

/** For each number of excludes: the most includes with which there is no solution. */
type Refuted = number[];

function lowerBoundOf(refuted: Refuted): number {
  return Math.min(...refuted.map((includes, excludes) => includes + 1 + excludes));
}

/** What the includes that so many excludes could afford cannot cover, even if none overlapped. */
function refutedAtOnce(problem: Problem, size: number, bound: number): Refuted {
  const largestFirst = problem.includes
    .map(({ wanted, excludes }) => ({ gain: countPoints(wanted), excludes }))
    .sort((a, b) => b.gain - a.gain);
  return Array.from({ length: size }, (_, excludes) => {
    let missing = problem.wantedCount;
    let includes = 0;
    for (const include of largestFirst) {
      if (include.excludes > excludes) continue;
      missing -= include.gain;
      if (missing <= 0) break;
      includes += 1;
    }
    return Math.max(includes, bound - 1 - excludes);
  });
}

/** Looks for solutions of one entry less, with any number of excludes, as long as there are some. */
function improved(problem: Problem, first: Solution, refuted: Refuted, budget: Budget): Solution {
  let best = first;
  for (let excludes = 0; excludes < sizeOf(best) - 1; excludes += 1) {
    for (;;) {
      const includes = sizeOf(best) - 1 - excludes;
      if (includes <= (refuted[excludes] as number)) break;
      const found = budget.attempt(1 / 4, (part) => search(problem, { includes, excludes }, part));
      if (found === "undecided") break;
      if (found === undefined) {
        refuted[excludes] = includes;
        break;
      }
      best = found;
    }
  }
  return best;
}

/** Refutes ever larger sizes, until one has a solution, or the known one is next, or the budget ends. */
function fewest(problem: Problem, known: Solution, refuted: Refuted, budget: Budget): Solution {
  for (;;) {
    const bound = lowerBoundOf(refuted);
    if (bound >= sizeOf(known)) return known;
    const excludes = refuted.findIndex((includes, index) => includes + 1 + index === bound);
    const includes = bound - excludes;
    const found = budget.attempt(1, (part) => search(problem, { includes, excludes }, part));
    if (found === "undecided") return known;
    if (found !== undefined) return found;
    refuted[excludes] = includes;
  }
}
