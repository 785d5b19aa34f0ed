import { type Entry, isExact } from "../entry.ts";
import { entryMatches } from "../listed.ts";

/** The entries of one select. */
export interface SelectEntries {
  readonly select: number;
  readonly entries: readonly Entry[];
}

/** The entries by their select, in the order in which the selects first come. */
export function bySelect(entries: readonly Entry[]): readonly SelectEntries[] {
  const selects = new Map<number, Entry[]>();
  for (const entry of entries) {
    const same = selects.get(entry.select);
    if (same === undefined) selects.set(entry.select, [entry]);
    else same.push(entry);
  }
  return [...selects].map(([select, same]) => ({ select, entries: same }));
}

/** All umasks, 0 to 0xff. */
export const allUmasks: readonly number[] = Array.from({ length: 256 }, (_, umask) => umask);

/** The umasks that one entry matches, include or exclude, ascending. */
export function umasksOf(entry: Entry): readonly number[] {
  if (isExact(entry)) return [entry.match];
  const { select } = entry;
  return allUmasks.filter((umask) => entryMatches(entry, { select, umask }));
}

/** Per umask of the select, whether its entries list it: some include matches, and no exclude. */
export function listedUmasks({ entries }: SelectEntries): readonly boolean[] {
  const listed = new Array<boolean>(256).fill(false);
  for (const excluding of [false, true]) {
    for (const entry of entries) {
      if (entry.exclude !== excluding) continue;
      for (const umask of umasksOf(entry)) listed[umask] = !excluding;
    }
  }
  return listed;
}

/** True for an entry that can match no umask at all: its match has bits outside its mask. */
export function isDead(entry: Entry): boolean {
  return (entry.match & ~entry.mask) !== 0;
}
