import type { Entry } from "../entry.ts";
import { hexadecimal } from "../hexadecimal.ts";
import { isListed } from "../listed.ts";
import { bySelect, umasksOf } from "../select-umasks.ts";

/** The umasks of a select that its entries list, in ascending order. */
export function listedUmasks(entries: readonly Entry[], select: number): readonly number[] {
  return [...includedUmasks(entries)]
    .filter((umask) => isListed(entries, { select, umask }))
    .sort((a, b) => a - b);
}

/**
 * Holds two lists of entries against the matching rule, for each umask that an include of either
 * matches: no list can have another one.
 *
 * @throws {Error} If they do not list the same events.
 */
export function proveSameEffect(before: readonly Entry[], after: readonly Entry[]): void {
  const [old, now] = [before, after].map(
    (entries) => new Map(bySelect(entries).map((one) => [one.select, one.entries])),
  );
  for (const select of new Set([...before, ...after].map((entry) => entry.select))) {
    const [oldEntries, newEntries] = [old?.get(select) ?? [], now?.get(select) ?? []];
    for (const umask of includedUmasks([...oldEntries, ...newEntries])) {
      const event = { select, umask };
      if (isListed(oldEntries, event) !== isListed(newEntries, event)) {
        throw new Error(
          `Internal error: minimising changed whether ${hexadecimal(select)}/${hexadecimal(umask)} is listed.`,
        );
      }
    }
  }
}

/** The umasks that an include of these entries of one select matches. */
function includedUmasks(entries: readonly Entry[]): ReadonlySet<number> {
  return new Set(entries.flatMap((entry) => (entry.exclude ? [] : umasksOf(entry))));
}
