import { type Entry, exactEntry } from "../provider/filter/entry.ts";
import type { Filter } from "../provider/filter/filter.ts";
import { minimise } from "../provider/filter/minimise/minimise.ts";
import { primeCover } from "./prime-cover.ts";

/** One way of merging, timed. */
export interface Merging {
  readonly name: string;
  /** Milliseconds for the whole list. */
  measure(): Promise<number>;
}

/** The minimiser beside the textbook, on the same pairs; the names tell the entries that result. */
export function mergings(): readonly Merging[] {
  const filter: Filter = { action: "allow", entries: pairs(), fixedCounters: 0 };
  const { after, lowerBound } = minimise(filter);
  return [
    merging(`minimise: ${after} (>= ${lowerBound})`, () => minimise(filter)),
    merging(`peer: primes: ${primeCover(filter.entries).length}`, () => primeCover(filter.entries)),
  ];
}

/** How many pairs are merged. */
export const pairCount = pairs().length;

function merging(name: string, merge: () => unknown): Merging {
  return {
    name,
    async measure() {
      const start = performance.now();
      merge();
      return performance.now() - start;
    },
  };
}

/**
 * 700 pairs and some over 100 selects, as in a union of several core types: mostly single bits,
 * bits with their sums, bits under a common one, and values in either half byte.
 */
function pairs(): readonly Entry[] {
  const random = randomNumbers(4);
  return Array.from({ length: 100 }, (_, select) => {
    const umasks = new Set<number>();
    const shape = select % 10;
    const bits = 2 + random(5);
    const common = shape === 7 ? 0x40 : 0;
    for (let bit = 0; bit < bits; bit += 1) umasks.add((1 << (bit + random(2))) | common);
    if (shape >= 4) for (let sums = 0; sums < 3; sums += 1) umasks.add(random(256) & random(256));
    if (shape === 9) for (let high = 1; high < 16; high += 1) umasks.add(high << 4).add(high);
    return [...umasks].map((umask) => exactEntry(select, umask & 0xff));
  }).flat();
}

/** A generator of numbers below a bound, the same on every machine (Lehmer's). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 0x7fffffff;
    return state % below;
  };
}
