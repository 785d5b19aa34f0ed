import { separateAmong } from "./exclude-cover.ts";
import {
  addPoint,
  countBoth,
  countPoints,
  fullSet,
  hasPoint,
  isEmptySet,
  type PointSet,
  pointSet,
  removePoint,
} from "./point-set.ts";
import type { Include, Problem } from "./problem.ts";

/**
 * A size that no solution is below, found without a search: the fewest for sets like single bits.
 *
 * It is the number of some wanted points, so chosen that an include which covers several of them
 * costs as many entries: for each but one, a point of its spill that takes an exclude of its own.
 * No two includes share such a point, when each of the chosen points is counted for one include
 * only: it agrees in some bit with one chosen point alone, so it is in a cube around that one.
 */
export function boundAtOnce(problem: Problem): number {
  const chosen = fullSet(problem.wantedCount);
  leaveOut(problem, chosen, ({ spill }) => (isEmptySet(spill) ? 1 : problem.wantedCount));
  for (;;) {
    const separate = separateAmong(problem, tiedToOne(problem, chosen));
    if (!leaveOut(problem, chosen, ({ spill }) => 1 + countBoth(spill, separate))) {
      return countPoints(chosen);
    }
  }
}

/**
 * Leaves chosen points out until no include covers more of them than it may. True if that was so
 * for some include.
 */
function leaveOut(
  { wantedCount, includes }: Problem,
  chosen: PointSet,
  mostOf: (include: Include) => number,
): boolean {
  const most = includes.map(mostOf);
  for (let changed = false; ; changed = true) {
    const excess = new Uint16Array(wantedCount);
    for (let index = 0; index < includes.length; index += 1) {
      const { wanted } = includes[index] as Include;
      if (countBoth(wanted, chosen) <= (most[index] as number)) continue;
      for (let point = 0; point < wantedCount; point += 1) {
        if (hasPoint(wanted, point)) excess[point] = (excess[point] as number) + 1;
      }
    }
    let worst = -1;
    for (let point = 0; point < wantedCount; point += 1) {
      if (!hasPoint(chosen, point) || excess[point] === 0) continue;
      if (worst < 0 || (excess[point] as number) > (excess[worst] as number)) worst = point;
    }
    if (worst < 0) return changed;
    removePoint(chosen, worst);
  }
}

/** The points of the spill that have a bit as only one chosen point has it. */
function tiedToOne({ wanted, others }: Problem, chosen: PointSet): PointSet {
  const points = wanted.filter((_, index) => hasPoint(chosen, index));
  let [one, more, zero, moreZero] = [0, 0, 0, 0];
  for (const point of points) {
    more |= one & point;
    one |= point;
    moreZero |= zero & ~point;
    zero |= ~point;
  }
  const [onlyOne, onlyZero] = [one & ~more, zero & ~moreZero];
  const tied = pointSet(others.length);
  for (let index = 0; index < others.length; index += 1) {
    const point = others[index] as number;
    if (((point & onlyOne) | (~point & onlyZero)) !== 0) addPoint(tied, index);
  }
  return tied;
}
