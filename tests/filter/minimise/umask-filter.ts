import { fc } from "@fast-check/ava";
import { type Entry, exactEntry } from "../../../provider/filter/entry.ts";
import type { Filter } from "../../../provider/filter/filter.ts";

/** An allow list of exact entries for the given umasks of one select. */
export function exactFilter(umasks: Iterable<number>, select = 0xd1): Filter {
  const entries = [...umasks].map((umask) => exactEntry(select, umask));
  return { action: "allow", entries, fixedCounters: 0 };
}

/** The umasks that some entries of one select list, by a model that shares no code with provider. */
export function umasksListed(entries: readonly Omit<Entry, "select">[]): readonly number[] {
  const matching = (exclude: boolean, umask: number) =>
    entries.some(
      (entry) =>
        entry.exclude === exclude &&
        [1, 2, 4, 8, 16, 32, 64, 128].every(
          (bit) => (entry.mask & bit) === 0 || (entry.match & bit) === (umask & bit),
        ),
    );
  return Array.from({ length: 256 }, (_, umask) => umask).filter(
    (umask) => matching(false, umask) && !matching(true, umask),
  );
}

/** Live entries of one select, includes and excludes, few of which match many umasks. */
export function someEntries(maxLength: number): fc.Arbitrary<readonly Entry[]> {
  const byte = fc.integer({ min: 0, max: 0xff });
  return fc.array(
    fc
      .record({ select: fc.constant(0x24), mask: byte, match: byte, exclude: fc.boolean() })
      .map((entry) => ({ ...entry, match: entry.match & entry.mask })),
    { maxLength },
  );
}
