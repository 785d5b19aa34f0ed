/*
 * The fewest entries for every set of points of a small space, by trying everything; it shares no
 * code with the minimiser. The space stands for any part of the 8-bit umask space that lies in a
 * cube of as many free bits: an entry of 8 bits matches a cube of the part or nothing of it, so
 * more room never makes fewer entries.
 */

/** A function that tells the fewest entries which list exactly a set (bit n for point n). */
export function exhaustive(bits: number): (wanted: number) => number {
  const size = 2 ** bits;
  const cubes = allCubes(bits);
  const includes = fewestCubes(size, cubes);
  return (wanted) => {
    const unwanted = 2 ** size - 1 - wanted;
    const avoiding = cubes.filter((cube) => (cube & wanted) === 0);
    const excludes = fewestToCover(size, fewestCubes(size, avoiding));
    let fewest = Number.POSITIVE_INFINITY;
    for (let extra = unwanted; ; extra = (extra - 1) & unwanted) {
      const entries = (includes[wanted | extra] as number) + (excludes[extra] as number);
      fewest = Math.min(fewest, entries);
      if (extra === 0) return fewest;
    }
  };
}

const none = 100;

/** For each set of points: how few of the cubes have it as their union; `none` where none have. */
function fewestCubes(size: number, cubes: readonly number[]): Uint8Array {
  const fewest = new Uint8Array(2 ** size).fill(none);
  fewest[0] = 0;
  let reached = [0];
  for (let count = 1; reached.length > 0; count += 1) {
    const next: number[] = [];
    for (const set of reached) {
      for (const cube of cubes) {
        const union = set | cube;
        if (fewest[union] !== none) continue;
        fewest[union] = count;
        next.push(union);
      }
    }
    reached = next;
  }
  return fewest;
}

/** The same for a union that may have more points than the set. */
function fewestToCover(size: number, exactly: Uint8Array): Uint8Array {
  const fewest = exactly.slice();
  for (let point = 0; point < size; point += 1) {
    for (let set = 0; set < fewest.length; set += 1) {
      const larger = set | (1 << point);
      fewest[set] = Math.min(fewest[set] as number, fewest[larger] as number);
    }
  }
  return fewest;
}

function allCubes(bits: number): readonly number[] {
  const cubes = new Set<number>();
  for (let mask = 0; mask < 2 ** bits; mask += 1) {
    for (let match = 0; match < 2 ** bits; match += 1) {
      let points = 0;
      for (let point = 0; point < 2 ** bits; point += 1) {
        if ((point & mask) === match) points |= 1 << point;
      }
      if (points !== 0) cubes.add(points);
    }
  }
  return [...cubes];
}

/** One set for each way of being wanted that is left when bits may be swapped and flipped. */
export function setsUpToSymmetry(bits: number): readonly number[] {
  const size = 2 ** bits;
  const moves = permutations(bits).flatMap((order) =>
    Array.from({ length: size }, (_, flip) =>
      Array.from({ length: size }, (_, point) => {
        const swapped = order.reduce((sum, to, from) => sum | (((point >> from) & 1) << to), 0);
        return swapped ^ flip;
      }),
    ),
  );
  const seen = new Uint8Array(2 ** size);
  const sets: number[] = [];
  for (let set = 1; set < seen.length; set += 1) {
    if (seen[set] === 1) continue;
    sets.push(set);
    for (const move of moves) seen[moved(set, move)] = 1;
  }
  return sets;
}

function moved(set: number, move: readonly number[]): number {
  let result = 0;
  for (const [from, to] of move.entries()) if (((set >> from) & 1) === 1) result |= 1 << to;
  return result;
}

function permutations(count: number): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  return permutations(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, place) => order.toSpliced(place, 0, count - 1)),
  );
}
