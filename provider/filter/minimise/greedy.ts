import { separateBeyond, separatePoints } from "./exclude-cover.ts";
import {
  countBoth,
  fullSet,
  isEmptySet,
  type PointSet,
  pointSet,
  removeAll,
  union,
} from "./point-set.ts";
import type { Include, Problem } from "./problem.ts";
import { type Solution, solutionOf } from "./solution.ts";

/**
 * A solution found without looking back: always the include of these that covers the most wanted
 * points for each entry that it costs, the excludes that it seems to need counted in.
 */
export function greedySolution(problem: Problem, includes: readonly Include[]): Solution {
  const uncovered = fullSet(problem.wantedCount);
  const chosen: Include[] = [];
  let spill = pointSet(problem.spillCount);
  while (!isEmptySet(uncovered)) {
    const include = cheapest(problem, includes, uncovered, spill);
    chosen.push(include);
    removeAll(uncovered, include.wanted);
    spill = union(spill, include.spill);
  }
  return solutionOf(problem, chosen);
}

function cheapest(
  problem: Problem,
  includes: readonly Include[],
  uncovered: PointSet,
  spill: PointSet,
): Include {
  const { reached } = separatePoints(problem, spill);
  let best: Include | undefined;
  let bestGain = 0;
  let bestCost = 1;
  for (let index = 0; index < includes.length; index += 1) {
    const include = includes[index] as Include;
    const gain = countBoth(include.wanted, uncovered);
    if (gain === 0) continue;
    // Beyond this cost it cannot be the best.
    const limit = bestGain === 0 ? gain : Math.floor((gain * bestCost) / bestGain);
    if (limit === 0) continue;
    const cost = 1 + separateBeyond(problem, include.spill, reached, limit);
    const lead = gain * bestCost - bestGain * cost;
    if (lead > 0 || (lead === 0 && gain > bestGain)) {
      [best, bestGain, bestCost] = [include, gain, cost];
    }
  }
  return best as Include;
}
