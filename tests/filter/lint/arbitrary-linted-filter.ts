import { fc } from "@fast-check/ava";
import type { Entry } from "../../../provider/filter/entry.ts";
import { actions, type Filter } from "../../../provider/filter/filter.ts";

/** Selects of the events that rules name, one above Intel's width, and an ordinary one. */
export const lintedSelects: readonly number[] = [0x03, 0x24, 0x3c, 0xa4, 0xc0, 0xfff];

const anyLintedEntry: fc.Arbitrary<Entry> = fc.record({
  select: fc.constantFrom(...lintedSelects),
  mask: fc.constantFrom(0xff, 0xff, 0, 1, 2, 3, 0xfe),
  match: fc.constantFrom(0, 0, 1, 2, 3, 0x21),
  exclude: fc.constantFrom(false, false, true),
});

/** Filters of few selects and umasks, in which every rule finds something now and then. */
export const lintedFilter: fc.Arbitrary<Filter> = fc.record({
  action: fc.constantFrom(...actions),
  entries: fc.array(anyLintedEntry, { maxLength: 7 }),
  fixedCounters: fc.constantFrom(0, 0, 1, 2, 7, 15, 0x11, 0x80000001),
});
