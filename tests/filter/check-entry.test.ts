import { testProp } from "@fast-check/ava";
import test from "ava";
import type { ErrorCode } from "../../provider/errors/error-code.ts";
import { PmuFilterError } from "../../provider/errors/pmu-filter-error.ts";
import { checkEntry, checkFixedCounters } from "../../provider/filter/check-entry.ts";
import { type Entry, exactEntry } from "../../provider/filter/entry.ts";
import { vendorWidths } from "../../provider/filter/vendor.ts";
import { anyEntry } from "./arbitrary-filter.ts";

testProp("what some host takes passes", [anyEntry], (t, entry) => {
  t.notThrows(() => checkEntry(entry));
});

const refused: readonly [string, Entry, ErrorCode][] = [
  ["a select of 13 bits", exactEntry(0x1000, 0), "SELECT_OUT_OF_RANGE"],
  ["a negative select", exactEntry(-1, 0), "SELECT_OUT_OF_RANGE"],
  ["half a select", exactEntry(0.5, 0), "SELECT_OUT_OF_RANGE"],
  ["no select", exactEntry(Number.NaN, 0), "SELECT_OUT_OF_RANGE"],
  ["a umask of 9 bits", exactEntry(0xc4, 0x100), "UMASK_OUT_OF_RANGE"],
  ["a mask of 9 bits", { ...exactEntry(0xc4, 0), mask: 0x1ff }, "UMASK_OUT_OF_RANGE"],
  ["a match of 9 bits", { ...exactEntry(0xc4, 0x100), mask: 0 }, "UMASK_OUT_OF_RANGE"],
  ["a match outside the mask", { ...exactEntry(0xc4, 3), mask: 1 }, "MATCH_OUTSIDE_MASK"],
];

for (const [what, entry, code] of refused) {
  test(`${what} is refused`, (t) => {
    const error = t.throws(() => checkEntry(entry), { instanceOf: PmuFilterError });
    t.is(error.code, code);
    t.not(error.hint, undefined);
  });
}

test("a select of 9 bits is refused on Intel only", (t) => {
  t.notThrows(() => checkEntry(exactEntry(0x120, 1), vendorWidths.amd));
  const intel = () => checkEntry(exactEntry(0x120, 1), vendorWidths.intel);
  const error = t.throws(intel, { instanceOf: PmuFilterError });
  t.is(error.code, "SELECT_OUT_OF_RANGE");
  t.is(error.message, "The event select 0x120 is not between 0x00 and 0xff.");
});

test("a bitmap of fixed counters has 32 bits", (t) => {
  t.notThrows(() => checkFixedCounters(0xffffffff));
  for (const bitmap of [-1, 2 ** 32, 1.5]) {
    const error = t.throws(() => checkFixedCounters(bitmap), { instanceOf: PmuFilterError });
    t.is(error.code, "BITMAP_OUT_OF_RANGE");
  }
});
