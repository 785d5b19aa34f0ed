import type { Entry } from "../entry.ts";
import { hexadecimal } from "../hexadecimal.ts";
import { isListed } from "../listed.ts";

/** The entries of each select, in ascending order of selects. */
export function entriesBySelect(entries: readonly Entry[]): ReadonlyMap<number, readonly Entry[]> {
  const grouped = Map.groupBy(entries, ({ select }) => select);
  return new Map([...grouped].sort(([a], [b]) => a - b));
}

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
  const [old, now] = [entriesBySelect(before), entriesBySelect(after)];
  for (const select of new Set([...old.keys(), ...now.keys()])) {
    const [oldEntries, newEntries] = [old.get(select) ?? [], now.get(select) ?? []];
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
  const included = new Set<number>();
  for (const { mask, match, exclude } of entries) {
    if (exclude || (match & ~mask) !== 0) continue;
    const free = 0xff & ~mask;
    for (let part = free; ; part = (part - 1) & free) {
      included.add(match | part);
      if (part === 0) break;
    }
  }
  return included;
}
