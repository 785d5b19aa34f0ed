/** The points of a space of up to 8 bits that agree with `match` in all bits but the free ones. */
export interface Cube {
  /** The bits that may be either. */
  readonly free: number;
  /** The other bits; 0 where a bit is free. */
  readonly match: number;
}

/** Whether the cube has the point. */
export function cubeHas({ free, match }: Cube, point: number): boolean {
  return (point & ~free) === match;
}

/** All points of the cube. */
export function pointsOfCube({ free, match }: Cube): readonly number[] {
  const points: number[] = [];
  for (let part = free; ; part = (part - 1) & free) {
    points.push(match | part);
    if (part === 0) return points;
  }
}

/** The smallest cube that has all the points (at least one). */
export function smallestCube(points: readonly number[]): Cube {
  const all = points.reduce((bits, point) => bits & point);
  const any = points.reduce((bits, point) => bits | point);
  return { free: all ^ any, match: all };
}

/** The cubes of which a smallest set of entries can be made. */
export interface UsefulCubes {
  /** Each is the smallest around some of the wanted points. */
  readonly closed: readonly Cube[];
  /** The largest without a wanted point. */
  readonly avoiding: readonly Cube[];
}

/**
 * The useful cubes for a list of wanted points in a space of so many bits (8 at most).
 *
 * No others are needed: an include can be shrunk to the smallest cube around the wanted points that
 * it matches, and an exclude can be grown until it would take a wanted point, and neither changes
 * what is listed.
 */
export function usefulCubes(wanted: readonly number[], bits: number): UsefulCubes {
  const { free, match, halfStep, ofPoint } = numberedCubes();
  const holds = new Uint8Array(powersOfThree[bits] as number);
  for (const point of wanted) holds[ofPoint[point] as number] = 1;
  const closed: Cube[] = [];
  const avoiding: Cube[] = [];
  for (let cube = 0; cube < holds.length; cube += 1) {
    const step = halfStep[cube] as number;
    if (step === 0) continue;
    holds[cube] = (holds[cube - step] as number) | (holds[cube - 2 * step] as number);
  }
  for (let cube = 0; cube < holds.length; cube += 1) {
    const [bitsFree, bitsMatch] = [free[cube] as number, match[cube] as number];
    if (holds[cube] === 1) {
      if (isClosed(cube, bitsFree, holds)) closed.push({ free: bitsFree, match: bitsMatch });
    } else if (isLargest(cube, ~bitsFree & ((1 << bits) - 1), bitsMatch, holds)) {
      avoiding.push({ free: bitsFree, match: bitsMatch });
    }
  }
  return { closed, avoiding };
}

/** Whether there are wanted points in both halves of the cube, whichever way it is halved. */
function isClosed(cube: number, free: number, holds: Uint8Array): boolean {
  for (let rest = free; rest !== 0; rest &= rest - 1) {
    const step = powersOfThree[31 - Math.clz32(rest & -rest)] as number;
    if (holds[cube - step] === 0 || holds[cube - 2 * step] === 0) return false;
  }
  return true;
}

/** Whether the cube, doubled in any of its fixed bits, has a wanted point. */
function isLargest(cube: number, fixed: number, match: number, holds: Uint8Array): boolean {
  for (let rest = fixed; rest !== 0; rest &= rest - 1) {
    const bit = 31 - Math.clz32(rest & -rest);
    const digit = (match >> bit) & 1;
    if (holds[cube + (2 - digit) * (powersOfThree[bit] as number)] === 0) return false;
  }
  return true;
}

const powersOfThree = [1, 3, 9, 27, 81, 243, 729, 2187, 6561] as const;

/**
 * Every cube of 8 bits under its number: in base 3, digit n is bit n of the cube, or 2 where that
 * is free. So the cubes of fewer bits come first, and a cube's halves before it.
 */
interface NumberedCubes {
  readonly free: Uint8Array;
  readonly match: Uint8Array;
  /** How far below the cube one half of it is, the other twice as far; 0 for a single point. */
  readonly halfStep: Uint16Array;
  /** The numbers of the single points. */
  readonly ofPoint: Uint16Array;
}

let made: NumberedCubes | undefined;

function numberedCubes(): NumberedCubes {
  made ??= makeNumberedCubes();
  return made;
}

function makeNumberedCubes(): NumberedCubes {
  const cubes = {
    free: new Uint8Array(6561),
    match: new Uint8Array(6561),
    halfStep: new Uint16Array(6561),
    ofPoint: new Uint16Array(256),
  };
  for (let bit = 0; bit < 8; bit += 1) {
    const step = powersOfThree[bit] as number;
    for (let cube = 0; cube < 3 * step; cube += 1) {
      const [low, digit] = [cube % step, Math.floor(cube / step)];
      cubes.free[cube] = (cubes.free[low] as number) | (digit === 2 ? 1 << bit : 0);
      cubes.match[cube] = (cubes.match[low] as number) | (digit === 1 ? 1 << bit : 0);
      cubes.halfStep[cube] = digit === 2 ? step : (cubes.halfStep[low] as number);
    }
  }
  for (let cube = 0; cube < 6561; cube += 1) {
    if (cubes.free[cube] === 0) cubes.ofPoint[cubes.match[cube] as number] = cube;
  }
  return cubes;
}
