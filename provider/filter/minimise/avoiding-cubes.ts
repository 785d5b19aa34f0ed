import type { Cube } from "./cube.ts";
import { addPoint, hasPoint, type PointSet, pointSet, pointsOf } from "./point-set.ts";

/**
 * For each point of a space of `bits` bits (8 at most) beside the wanted ones: the combinations of
 * bits that can be free in a cube that has the point and no wanted one. So one cube can avoid the
 * wanted points and have two others exactly if the bits in which these differ are a combination of
 * either. The set is overwritten by the next call.
 */
export function avoidableBits(
  wanted: readonly number[],
  bits: number,
): (point: number) => PointSet {
  const set = pointSet(1 << bits);
  return (point) => {
    set.fill(0);
    for (let index = 0; index < wanted.length; index += 1) {
      addPoint(set, (wanted[index] as number) ^ point);
    }
    addLarger(set, bits);
    for (let word = 0; word < set.length; word += 1) set[word] = ~(set[word] as number);
    if (bits < 5) set[0] = (set[0] as number) & ((1 << (1 << bits)) - 1);
    return set;
  };
}

/** The largest cubes that have the point and no wanted one, by its {@link avoidableBits}. */
export function largestAvoiding(point: number, avoidable: PointSet): readonly Cube[] {
  const largest = pointsOf(avoidable).filter((free) => !hasLarger(avoidable, free));
  return largest.map((free) => ({ free, match: point & ~free }));
}

/** Whether one more bit can be free. */
function hasLarger(avoidable: PointSet, free: number): boolean {
  for (let bit = 1; bit < avoidable.length << 5; bit <<= 1) {
    if ((free & bit) === 0 && hasPoint(avoidable, free | bit)) return true;
  }
  return false;
}

/** In a word of 32 combinations, those without the bit. */
const withoutBit = [0x55555555, 0x33333333, 0x0f0f0f0f, 0x00ff00ff, 0x0000ffff] as const;

/** Adds every combination that has all the bits of one in the set. */
function addLarger(set: PointSet, bits: number): void {
  for (let bit = 0; bit < bits; bit += 1) {
    for (let word = 0; word < set.length; word += 1) {
      const own = set[word] as number;
      if (bit < 5) set[word] = own | ((own & (withoutBit[bit] as number)) << (1 << bit));
      else if (((word >> (bit - 5)) & 1) === 1) {
        set[word] = own | (set[word ^ (1 << (bit - 5))] as number);
      }
    }
  }
}
