import { bitCount } from "./point-set.ts";

/** The points of a space of up to 8 bits that agree with `match` in all bits but the free ones. */
export interface Cube {
  /** The bits that may be either. */
  readonly free: number;
  /** The other bits; 0 where a bit is free. */
  readonly match: number;
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

/**
 * The cubes each of which is the smallest around some of the points of a space of `bits` bits (8 at
 * most), small ones first.
 */
export function closedCubes(points: readonly number[], bits: number): readonly Cube[] {
  const known = new Uint8Array(1 << (2 * bits));
  const codes: number[] = [];
  const add = (free: number, match: number): void => {
    const code = (free << bits) | match;
    if (known[code] === 1) return;
    known[code] = 1;
    codes.push((bitCount(free) << 16) | code);
  };
  for (const point of points) {
    // Together with the point, all that there was so far gives all that there is with it.
    const before = codes.length;
    add(0, point);
    for (let index = 0; index < before; index += 1) {
      const code = codes[index] as number;
      const match = code & ((1 << bits) - 1);
      const free = (code & 0xffff) >> bits;
      const wider = free | ((point ^ match) & ~free);
      add(wider, match & ~wider);
    }
  }
  const sorted = Int32Array.from(codes).sort();
  return Array.from(sorted, (code) => ({
    free: (code & 0xffff) >> bits,
    match: code & ((1 << bits) - 1),
  }));
}
