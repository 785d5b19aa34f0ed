import { type Entry, isDead } from "./entry.ts";

/** The entries of one select. */
export interface SelectEntries {
  readonly select: number;
  readonly entries: readonly Entry[];
}

/** The entries by their select, in the order in which the selects first come. */
export function bySelect(entries: readonly Entry[]): readonly SelectEntries[] {
  const grouped = Map.groupBy(entries, ({ select }) => select);
  return Array.from(grouped, ([select, same]) => ({ select, entries: same }));
}

/** All umasks, 0 to 0xff. */
export const allUmasks: readonly number[] = Array.from({ length: 256 }, (_, umask) => umask);

/** The umasks that one entry matches, include or exclude, ascending. */
export function umasksOf(entry: Entry): readonly number[] {
  if (isDead(entry)) return [];
  const free = 0xff & ~entry.mask;
  const umasks: number[] = [];
  let part = 0;
  do {
    umasks.push(entry.match | part);
    // The next larger number that has free bits only.
    part = (part - free) & free;
  } while (part !== 0);
  return umasks;
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
