import { avoidableBits, largestAvoiding } from "./avoiding-cubes.ts";
import { type Cube, closedCubes } from "./cube.ts";
import { separateBeyond } from "./exclude-cover.ts";
import {
  addPoint,
  countPoints,
  isEmptySet,
  type PointSet,
  pointSet,
  pointsOf,
} from "./point-set.ts";

/**
 * What has to be solved for one select: choose includes that together cover every wanted point, and
 * excludes that together cover all that those includes spill, as few as possible of both.
 *
 * Wanted points and the others are numbered apart, each from 0, so that sets of them are short.
 */
export interface Problem {
  /** The wanted points of the space, by their numbers. */
  readonly wanted: readonly number[];
  readonly wantedCount: number;
  /** The points that may be spilled, by their numbers: all others of the space. */
  readonly others: readonly number[];
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
  /** Its spill takes so many excludes at least. */
  readonly excludes: number;
}

/** An exclude entry that may be part of a smallest solution. */
export interface Exclude {
  readonly cube: Cube;
  /** What it takes out; no wanted point is among it. */
  readonly spill: PointSet;
}

/** The problem of listing exactly these points (each once) of a space of `bits` bits. */
export function problemOf(wanted: readonly number[], bits: number): Problem {
  const wantedNumber = numbering(wanted, bits);
  const avoidable = avoidableBits(wanted, bits);
  const others = unwantedPoints(wantedNumber, avoidable);
  const spillNumber = numbering(others, bits);
  // Most points are never asked for, and what there is for all takes longer than all the rest.
  const excludesAt = onDemand((index) => {
    const point = others[index] as number;
    return largestAvoiding(point, avoidable(point)).map((cube) => ({
      cube,
      spill: numberedPoints(cube, spillNumber, others.length),
    }));
  });
  const reach = onDemand((index) => {
    const point = others[index] as number;
    const together = pointSet(others.length);
    for (const differing of pointsOf(avoidable(point))) {
      addPoint(together, spillNumber[point ^ differing] as number);
    }
    return together;
  });
  const includes: Include[] = [];
  const nothing = pointSet(others.length);
  for (const cube of closedCubes(wanted, bits)) {
    const spill = numberedPoints(cube, spillNumber, others.length);
    const excludes = separateBeyond({ reach }, spill, nothing, wanted.length);
    // Otherwise the wanted points one by one take no more.
    if (excludes > 0 && 1 + excludes >= wanted.length) continue;
    const covered = numberedPoints(cube, wantedNumber, wanted.length);
    includes.push({ cube, wanted: covered, spill, excludes });
  }
  const { length: wantedCount } = wanted;
  const { length: spillCount } = others;
  return {
    wanted,
    wantedCount,
    others,
    spillCount,
    includes: withoutUseless(includes),
    excludesAt,
    reach,
  };
}

function onDemand<Value>(make: (index: number) => Value): (index: number) => Value {
  const made: (Value | undefined)[] = [];
  return (index) => {
    made[index] ??= make(index);
    return made[index];
  };
}

/** For each point of the space its place in the list, or -1. */
function numbering(points: readonly number[], bits: number): Int16Array {
  const numbers = new Int16Array(1 << bits).fill(-1);
  for (let index = 0; index < points.length; index += 1) numbers[points[index] as number] = index;
  return numbers;
}

/** The points beside the wanted ones, those first that can be taken out together with the fewest. */
function unwantedPoints(
  wantedNumber: Int16Array,
  avoidable: (point: number) => PointSet,
): readonly number[] {
  const byCompany: number[] = [];
  for (let point = 0; point < wantedNumber.length; point += 1) {
    if (wantedNumber[point] === -1) byCompany.push((countPoints(avoidable(point)) << 8) | point);
  }
  return Array.from(Int32Array.from(byCompany).sort(), (ranked) => ranked & 0xff);
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
  return includes.filter((include) => !useless(include));
}
