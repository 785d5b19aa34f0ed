import type { Entry } from "../entry.ts";
import type { Cube } from "./cube.ts";
import { bitCount } from "./point-set.ts";

/**
 * The smallest cube around the wanted umasks of a select, as a space of its own: one dimension for
 * each bit in which they differ. All that an entry need match lies in it.
 */
export interface UmaskSpace {
  /** The umask bits in which the wanted umasks differ. */
  readonly spread: number;
  /** What the other bits are in all of them. */
  readonly common: number;
  /** How many bits differ. */
  readonly bits: number;
  /** The wanted umasks as points of the space, ascending. */
  readonly points: readonly number[];
}

/** The space of a list of umasks: ascending, each once, at least one. */
export function spaceOf(umasks: readonly number[]): UmaskSpace {
  const common = umasks.reduce((all, umask) => all & umask, 0xff);
  const spread = umasks.reduce((any, umask) => any | umask, 0) ^ common;
  const points = umasks.map((umask) => gathered(umask, spread));
  return { spread, common, bits: bitCount(spread), points };
}

/** The mask and match of the entry that matches, of all umasks, those of a cube of the space. */
export function umasksOf(
  { spread, common }: UmaskSpace,
  { free, match }: Cube,
): Pick<Entry, "mask" | "match"> {
  return { mask: 0xff & ~scattered(free, spread), match: common | scattered(match, spread) };
}

/** The bits of `value` at the set bits of `spread`, moved together. */
function gathered(value: number, spread: number): number {
  let bits = 0;
  let place = 0;
  for (let rest = spread; rest !== 0; rest &= rest - 1) {
    if ((value & rest & -rest) !== 0) bits |= 1 << place;
    place += 1;
  }
  return bits;
}

/** The reverse: the low bits of `value`, moved to the set bits of `spread`. */
function scattered(value: number, spread: number): number {
  let bits = 0;
  let place = 0;
  for (let rest = spread; rest !== 0; rest &= rest - 1) {
    if (((value >> place) & 1) !== 0) bits |= rest & -rest;
    place += 1;
  }
  return bits;
}
