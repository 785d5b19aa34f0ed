import { type Entry, exactEntry } from "../provider/filter/entry.ts";

/**
 * The peer: what a textbook does with a list of (select, umask) pairs. Per select, merge umasks into
 * prime implicants (Quine and McCluskey), then take the largest until all are covered. It knows no
 * excludes, looks for no better cover and proves nothing.
 */
export function primeCover(pairs: readonly Entry[]): readonly Entry[] {
  const bySelect = Map.groupBy(pairs, ({ select }) => select);
  return [...bySelect].flatMap(([select, entries]) =>
    cover(entries.map(({ match }) => match)).map(({ mask, match }) => ({
      ...exactEntry(select, match),
      mask,
    })),
  );
}

interface Implicant {
  readonly mask: number;
  readonly match: number;
}

function cover(umasks: readonly number[]): readonly Implicant[] {
  const all = primes(umasks);
  const rest = new Set(umasks);
  const chosen: Implicant[] = [];
  while (rest.size > 0) {
    const counted = all.map((prime) => ({
      prime,
      covered: [...rest].filter((umask) => (umask & prime.mask) === prime.match),
    }));
    const best = counted.reduce((a, b) => (b.covered.length > a.covered.length ? b : a));
    chosen.push(best.prime);
    for (const umask of best.covered) rest.delete(umask);
  }
  return chosen;
}

function primes(umasks: readonly number[]): readonly Implicant[] {
  const found: Implicant[] = [];
  let level = new Map(umasks.map((match) => [key({ mask: 0xff, match }), { mask: 0xff, match }]));
  while (level.size > 0) {
    const next = new Map<number, Implicant>();
    for (const implicant of level.values()) {
      let merged = false;
      for (let bit = 1; bit < 0x100; bit <<= 1) {
        const twin = { mask: implicant.mask, match: implicant.match ^ bit };
        if ((implicant.mask & bit) === 0 || !level.has(key(twin))) continue;
        const both = { mask: implicant.mask & ~bit, match: implicant.match & ~bit };
        next.set(key(both), both);
        merged = true;
      }
      if (!merged) found.push(implicant);
    }
    level = next;
  }
  return found;
}

function key({ mask, match }: Implicant): number {
  return mask * 0x100 + match;
}
