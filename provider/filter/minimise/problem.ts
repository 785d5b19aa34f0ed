import { type Cube, usefulCubes } from "./cube.ts";
import {
  addAll,
  addPoint,
  bitCount,
  hasPoint,
  isEmptySet,
  type PointSet,
  pointSet,
} from "./point-set.ts";

/**
 * What has to be solved for one select: choose includes that together cover every wanted point, and
 * excludes that together cover all that those includes spill, as few as possible of both.
 *
 * Wanted points and the others are numbered apart, each from 0, so that sets of them are short.
 */
export interface Problem {
  readonly wantedCount: number;
  readonly spillCount: number;
  /** Smaller cubes first. */
  readonly includes: readonly Include[];
  /** The excludes that take out a point of the spill: one at least. */
  excludesAt(point: number): readonly Exclude[];
  /** All that they take out: what one exclude can take out together with the point. */
  reach(point: number): PointSet;
}

/** An include entry that may be part of a smallest solution. */
export interface Include {
  readonly cube: Cube;
  /** The wanted points that it matches. */
  readonly wanted: PointSet;
  /** The points that it matches beyond those. */
  readonly spill: PointSet;
}

/** An exclude entry that may be part of a smallest solution. */
export interface Exclude {
  readonly cube: Cube;
  /** What it takes out; no wanted point is among it. */
  readonly spill: PointSet;
}

/** The problem of listing exactly these points (each once) of a space of `bits` bits. */
export function problemOf(wanted: readonly number[], bits: number): Problem {
  const { closed, avoiding } = usefulCubes(wanted, bits);
  const wantedNumber = numbering(wanted, bits);
  const others = unwantedPoints(wantedNumber, avoiding);
  const spillNumber = numbering(others, bits);
  const spillOf = (cube: Cube) => numberedPoints(cube, spillNumber, others.length);
  const excludes = avoiding.map((cube) => ({ cube, spill: spillOf(cube) }));
  const includes = closed.map((cube) => ({
    cube,
    wanted: numberedPoints(cube, wantedNumber, wanted.length),
    spill: spillOf(cube),
  }));
  return {
    wantedCount: wanted.length,
    spillCount: others.length,
    includes: withoutUseless(includes),
    ...onDemand(excludes, others.length),
  };
}

/** Most points are never asked for, and the lists of all take longer than the rest of a problem. */
function onDemand(
  excludes: readonly Exclude[],
  spillCount: number,
): Pick<Problem, "excludesAt" | "reach"> {
  const lists: (readonly Exclude[] | undefined)[] = [];
  const reaches: (PointSet | undefined)[] = [];
  const excludesAt = (point: number): readonly Exclude[] => {
    lists[point] ??= excludes.filter(({ spill }) => hasPoint(spill, point));
    return lists[point];
  };
  const reach = (point: number): PointSet => {
    const known = reaches[point];
    if (known !== undefined) return known;
    const together = pointSet(spillCount);
    for (const { spill } of excludes) if (hasPoint(spill, point)) addAll(together, spill);
    reaches[point] = together;
    return together;
  };
  return { excludesAt, reach };
}

/** For each point of the space its place in the list, or -1. */
function numbering(points: readonly number[], bits: number): Int16Array {
  const numbers = new Int16Array(1 << bits).fill(-1);
  for (const [index, point] of points.entries()) numbers[point] = index;
  return numbers;
}

/** The points beside the wanted ones, those first that can be taken out together with the fewest. */
function unwantedPoints(wantedNumber: Int16Array, avoiding: readonly Cube[]): readonly number[] {
  const company = new Uint16Array(wantedNumber.length);
  for (const { free, match } of avoiding) {
    const size = 1 << bitCount(free);
    for (let part = free; ; part = (part - 1) & free) {
      company[match | part] = (company[match | part] as number) + size;
      if (part === 0) break;
    }
  }
  const others: number[] = [];
  for (const [point, index] of wantedNumber.entries()) if (index < 0) others.push(point);
  return others.sort((a, b) => (company[a] as number) - (company[b] as number) || a - b);
}

function numberedPoints({ free, match }: Cube, numbers: Int16Array, count: number): PointSet {
  const points = pointSet(count);
  for (let part = free; ; part = (part - 1) & free) {
    const index = numbers[match | part] as number;
    if (index >= 0) addPoint(points, index);
    if (part === 0) break;
  }
  return points;
}

/**
 * Leaves out an include without spill that is part of a larger one without. (One with the same
 * spill as a larger one is rare otherwise, and the search drops it.)
 */
function withoutUseless(includes: readonly Include[]): readonly Include[] {
  const clean = includes.filter(({ spill }) => isEmptySet(spill)).map(({ cube }) => cube);
  const useless = ({ cube: { free, match }, spill }: Include) =>
    isEmptySet(spill) &&
    clean.some(
      (other) =>
        other.free !== free && (free & ~other.free) === 0 && (match & ~other.free) === other.match,
    );
  return includes
    .filter((include) => !useless(include))
    .sort((a, b) => bitCount(a.cube.free) - bitCount(b.cube.free));
}
