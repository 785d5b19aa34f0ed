import test from "ava";
import { type Entry, exactEntry } from "../../../provider/filter/entry.ts";
import type { Filter } from "../../../provider/filter/filter.ts";
import { type Minimised, minimise } from "../../../provider/filter/minimise/minimise.ts";
import {
  costliestSelects,
  tooManyEntries,
} from "../../../provider/filter/minimise/too-many-entries.ts";

/** Selects 0 to n-1; select s lists the first `umaskCounts[s]` one-bit umasks, none of which merge. */
function allowOneBits(umaskCounts: readonly number[]): Filter {
  const entries: readonly Entry[] = umaskCounts.flatMap((count, select) =>
    Array.from({ length: count }, (_, bit) => exactEntry(select, 1 << bit)),
  );
  return { action: "allow", entries, fixedCounters: 0 };
}

test("the error says how many too many and which selects cost most", (t) => {
  const minimised = minimise(allowOneBits([8, 2, 5, 8, 3, 7, 1]));
  const { code, message, hint } = tooManyEntries(minimised, 30);
  t.is(code, "TOO_MANY_ENTRIES");
  t.regex(message, /\b34 entries: 4 more than the 30\b/);
  t.regex(hint ?? "", /0x00 with 8, 0x03 with 8, 0x05 with 7, 0x02 with 5, 0x04 with 3\./);
});

test("the error says how many entries there were before", (t) => {
  const filter = allowOneBits([8, 8]);
  const merged = minimise({ ...filter, entries: [...filter.entries, exactEntry(0, 0)] });
  t.regex(tooManyEntries(merged, 10).message, /merged from 17\b/);
});

const bounds: readonly [after: number, lowerBound: number, said: RegExp][] = [
  [320, 320, /^No other entries/],
  [320, 310, /fewer than 310\b/],
  [320, 290, /not known/],
];

for (const [after, lowerBound, said] of bounds) {
  test(`${after} entries, of at least ${lowerBound}: what could be reached is told`, (t) => {
    const filter = allowOneBits([1]);
    const minimised: Minimised = { filter, before: 400, after, lowerBound, selects: [] };
    t.regex(tooManyEntries(minimised, 300).hint ?? "", said);
  });
}

test("of selects that cost as much, those that list more come first", (t) => {
  const cost = (select: number, entries: number, pairs: number) => ({
    select,
    entries,
    pairs,
    lowerBound: entries,
  });
  const selects = [cost(1, 2, 9), cost(2, 3, 3), cost(3, 2, 20), cost(4, 2, 9), cost(5, 1, 1)];
  const minimised: Minimised = {
    filter: allowOneBits([]),
    before: 0,
    after: 10,
    lowerBound: 10,
    selects: [...selects, cost(6, 1, 1)],
  };
  t.deepEqual(
    costliestSelects(minimised).map(({ select }) => select),
    [2, 3, 1, 4, 5],
  );
});
