import { compareEntries, type Entry } from "../entry.ts";
import { canonicalFilter, type Filter } from "../filter.ts";
import { bySelect } from "../select-umasks.ts";
import { type FewCubes, fewCubesOfAll } from "./few-cubes.ts";
import { listedUmasks, proveSameEffect } from "./listed-umasks.ts";
import { spaceOf, type UmaskSpace, umasksOf } from "./umask-space.ts";

/** A filter of few entries, and what that gained. */
export interface Minimised {
  /** Lists exactly the events that the given filter lists: proven for every umask of its selects. */
  readonly filter: Filter;
  /** How many entries the given filter has, each counted once. */
  readonly before: number;
  /** How many the new one has. */
  readonly after: number;
  /** No filter with the same effect has fewer; equal to `after` where that is the fewest. */
  readonly lowerBound: number;
  /** What each select that lists something costs, in ascending order. */
  readonly selects: readonly SelectCost[];
}

/** What one select costs: an entry matches events of one select only, so the costs add up. */
export interface SelectCost {
  readonly select: number;
  /** How many (select, umask) pairs are listed. */
  readonly pairs: number;
  readonly entries: number;
  /** No entries for this select do the same and are fewer. */
  readonly lowerBound: number;
}

/**
 * The same filter, said in as few entries as can be found: masked ones, includes and excludes,
 * where those are fewer than the given ones. Small sets of umasks, and those of real event tables,
 * come out with the fewest entries that there can be; otherwise `lowerBound` tells the gap. The
 * search is bounded by steps, so that equal filters give equal results everywhere.
 *
 * @throws {Error} If the result should list anything else than the given filter: a defect of the
 *   minimiser, never a mistake of its caller.
 */
export function minimise(filter: Filter): Minimised {
  const given = canonicalFilter(filter).entries;
  const listed = bySelect(given)
    .map(({ select, entries }) => ({ select, entries, umasks: listedUmasks(entries, select) }))
    .filter(({ umasks }) => umasks.length > 0)
    .map((one) => ({ ...one, space: spaceOf(one.umasks) }));
  const fewCubes = fewCubesOfAll(listed.map(({ space }) => space));
  const chosen = listed.map(({ select, entries, umasks, space }) => {
    const { lowerBound, ...cubes } = fewCubes(space);
    const found = entriesOf(select, space, cubes);
    const fewer = found.length <= entries.length ? found : entries;
    return {
      cost: { select, pairs: umasks.length, entries: fewer.length, lowerBound },
      entries: fewer,
    };
  });
  const entries = chosen.flatMap((one) => one.entries).sort(compareEntries);
  proveSameEffect(filter.entries, entries);
  const selects = chosen.map(({ cost }) => cost);
  return {
    filter: { ...filter, entries },
    before: given.length,
    after: entries.length,
    lowerBound: selects.reduce((sum, { lowerBound }) => sum + lowerBound, 0),
    selects,
  };
}

function entriesOf(
  select: number,
  space: UmaskSpace,
  { includes, excludes }: Omit<FewCubes, "lowerBound">,
): readonly Entry[] {
  return [
    ...includes.map((cube) => ({ select, ...umasksOf(space, cube), exclude: false })),
    ...excludes.map((cube) => ({ select, ...umasksOf(space, cube), exclude: true })),
  ];
}
