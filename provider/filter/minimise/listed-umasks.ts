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
  const umasks: number[] = [];
  for (let umask = 0; umask <= 0xff; umask += 1) {
    if (isListed(entries, { select, umask })) umasks.push(umask);
  }
  return umasks;
}

/**
 * Holds two lists of entries against the matching rule, for each of the 256 umasks of every select
 * that one of them touches.
 *
 * @throws {Error} If they do not list the same events.
 */
export function proveSameEffect(before: readonly Entry[], after: readonly Entry[]): void {
  const [old, now] = [entriesBySelect(before), entriesBySelect(after)];
  for (const select of new Set([...old.keys(), ...now.keys()])) {
    for (let umask = 0; umask <= 0xff; umask += 1) {
      const event = { select, umask };
      if (isListed(old.get(select) ?? [], event) !== isListed(now.get(select) ?? [], event)) {
        throw new Error(
          `Internal error: minimising changed whether ${hexadecimal(select)}/${hexadecimal(umask)} is listed.`,
        );
      }
    }
  }
}
