/**
 * A set of small numbers (points of an umask space, 0 to 255 at most), one bit each in words of 32.
 * Sets that meet in one operation have the same number of words.
 */
export type PointSet = Int32Array;

/** An empty set, for points below `size`. */
export function pointSet(size: number): PointSet {
  return new Int32Array((size + 31) >>> 5);
}

/** The set of all points below `size`. */
export function fullSet(size: number): PointSet {
  const set = pointSet(size);
  for (let point = 0; point < size; point += 1) addPoint(set, point);
  return set;
}

/** Adds one point in place. */
export function addPoint(set: PointSet, point: number): void {
  const word = point >>> 5;
  set[word] = (set[word] as number) | (1 << (point & 31));
}

/** Takes one point out in place. */
export function removePoint(set: PointSet, point: number): void {
  const word = point >>> 5;
  set[word] = (set[word] as number) & ~(1 << (point & 31));
}

/** Whether the point is in the set. */
export function hasPoint(set: PointSet, point: number): boolean {
  return (((set[point >>> 5] as number) >>> (point & 31)) & 1) === 1;
}

/** The points in ascending order. */
export function pointsOf(set: PointSet): readonly number[] {
  const points: number[] = [];
  for (let word = 0; word < set.length; word += 1) {
    let bits = set[word] as number;
    while (bits !== 0) {
      const lowest = 31 - Math.clz32(bits & -bits);
      points.push(word * 32 + lowest);
      bits &= bits - 1;
    }
  }
  return points;
}

/** The lowest point, or -1 of an empty set. */
export function firstPoint(set: PointSet): number {
  for (let word = 0; word < set.length; word += 1) {
    const bits = set[word] as number;
    if (bits !== 0) return word * 32 + 31 - Math.clz32(bits & -bits);
  }
  return -1;
}

/** The points of both. */
export function union(a: PointSet, b: PointSet): PointSet {
  const both = new Int32Array(a.length);
  for (let word = 0; word < a.length; word += 1) {
    both[word] = (a[word] as number) | (b[word] as number);
  }
  return both;
}

/** The points of `a` that are not in `b`. */
export function without(a: PointSet, b: PointSet): PointSet {
  const rest = new Int32Array(a.length);
  for (let word = 0; word < a.length; word += 1) {
    rest[word] = (a[word] as number) & ~(b[word] as number);
  }
  return rest;
}

/** Adds the points of `b` to `a` in place. */
export function addAll(a: PointSet, b: PointSet): void {
  for (let word = 0; word < a.length; word += 1) {
    a[word] = (a[word] as number) | (b[word] as number);
  }
}

/** Takes the points of `b` out of `a` in place. */
export function removeAll(a: PointSet, b: PointSet): void {
  for (let word = 0; word < a.length; word += 1) {
    a[word] = (a[word] as number) & ~(b[word] as number);
  }
}

/** Whether there is no point. */
export function isEmptySet(set: PointSet): boolean {
  for (let word = 0; word < set.length; word += 1) if (set[word] !== 0) return false;
  return true;
}

/** Whether every point of `a` is in `b`, as far as `where` goes. */
export function isWithinIn(where: PointSet, a: PointSet, b: PointSet): boolean {
  for (let word = 0; word < a.length; word += 1) {
    if (((a[word] as number) & ~(b[word] as number) & (where[word] as number)) !== 0) return false;
  }
  return true;
}

/** How many points are in both. */
export function countBoth(a: PointSet, b: PointSet): number {
  let count = 0;
  for (let word = 0; word < a.length; word += 1) {
    count += bitCount((a[word] as number) & (b[word] as number));
  }
  return count;
}

/** How many points there are. */
export function countPoints(set: PointSet): number {
  let count = 0;
  for (let word = 0; word < set.length; word += 1) count += bitCount(set[word] as number);
  return count;
}

/** How many bits of a 32-bit word are set. */
export function bitCount(bits: number): number {
  let count = (bits - ((bits >>> 1) & 0x55555555)) | 0;
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
