import { fc } from "@fast-check/ava";
import type { Entry } from "../../provider/filter/entry.ts";
import { actions, type Filter } from "../../provider/filter/filter.ts";
import type { Vendor } from "../../provider/filter/vendor.ts";

/** Any entry that some host takes. */
export const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    select: fc.oneof(fc.integer({ min: 0, max: 0xff }), fc.integer({ min: 0, max: 0xfff })),
    mask: fc.oneof(fc.constant(0xff), fc.integer({ min: 0, max: 0xff })),
    match: fc.integer({ min: 0, max: 0xff }),
    exclude: fc.boolean(),
  })
  .map((entry) => ({ ...entry, match: entry.match & entry.mask }));

/** Any entry that needs no masked format. */
export const anyExactEntry: fc.Arbitrary<Entry> = anyEntry.map((entry) => ({
  ...entry,
  mask: 0xff,
  exclude: false,
}));

/** Any filter that some host takes; half of them have only exact entries. */
export const anyFilter: fc.Arbitrary<Filter> = filterOf(
  fc.oneof(fc.array(anyEntry, { maxLength: 40 }), fc.array(anyExactEntry, { maxLength: 40 })),
  fc.integer({ min: 0, max: 0xffffffff }),
);

/**
 * Filters so small that different ones often have the same effect: four selects on both sides of
 * Intel's width, masks of two bits at most, dead excludes, bits of fixed counters beyond the named.
 */
export const smallFilter: fc.Arbitrary<Filter> = filterOf(
  fc.array(
    fc
      .record({
        select: fc.constantFrom(...smallSelects()),
        mask: fc.constantFrom(0, 0, 1, 2, 3),
        match: fc.integer({ min: 0, max: 3 }),
        exclude: fc.boolean(),
      })
      .map((entry) => ({ ...entry, match: entry.match & entry.mask })),
    { maxLength: 4 },
  ),
  fc.constantFrom(0, 0, 1, 0x10),
);

/** The selects that {@link smallFilter} uses. */
export function smallSelects(): readonly [number, ...number[]] {
  return [0x00, 0xff, 0x100, 0xfff];
}

/** Hosts as users declare them: none, one vendor or both. */
export const anyHosts: fc.Arbitrary<readonly Vendor[]> = fc.constantFrom<readonly Vendor[]>(
  [],
  ["intel"],
  ["amd"],
  ["intel", "amd"],
);

/** Another filter with the same entries: in another order, some of them twice. */
export function restated(filter: Filter): fc.Arbitrary<Filter> {
  const { entries } = filter;
  return fc
    .tuple(
      fc.shuffledSubarray([...entries], { minLength: entries.length }),
      fc.subarray([...entries]),
    )
    .map(([shuffled, again]) => ({ ...filter, entries: [...shuffled, ...again] }));
}

function filterOf(
  entries: fc.Arbitrary<readonly Entry[]>,
  fixedCounters: fc.Arbitrary<number>,
): fc.Arbitrary<Filter> {
  return fc.record({ action: fc.constantFrom(...actions), entries, fixedCounters });
}
