import test from "ava";
import { arm64EventCounts } from "../../../provider/filter/arm64/arm64-event-counts.ts";
import type { Arm64Filter } from "../../../provider/filter/arm64/arm64-filter.ts";
import { lintArm64 } from "../../../provider/filter/lint/lint-arm64.ts";
import type { LintCode } from "../../../provider/filter/lint/lint-rules.ts";

const common: Arm64Filter = allow([0x08, 0x08], [0x10, 0x12], [0x21, 0x24]);

/** The filter, all that is found with its entries, and the filter as the hints would have it. */
const rows: readonly [string, Arm64Filter, readonly [LintCode, string][], Arm64Filter][] = [
  ["common events", common, [], common],
  ["deny the caches", deny([0x16, 0x18], [0x36, 0x37]), [], deny([0x16, 0x18], [0x36, 0x37])],
  ["allow SW_INCR and CHAIN, whose bits it keeps", allow([0x00, 0x1e]), [], allow([0x00, 0x1e])],
  ["deny SW_INCR", deny([0, 0], [8, 8]), [["ARM64_NEVER_FILTERED", "0000"]], deny([8, 8])],
  [
    "deny a range around CHAIN",
    deny([0x1d, 0x20]),
    [["ARM64_NEVER_FILTERED", "001e"]],
    deny([0x1d, 0x1d], [0x1f, 0x20]),
  ],
  [
    "deny everything",
    deny([0, 0x3ff]),
    [["ARM64_NEVER_FILTERED", "0000 001e"]],
    deny([0x01, 0x1d], [0x1f, 0x3ff]),
  ],
  [
    "allow without cycles",
    allow([0x08, 0x08]),
    [["ARM64_ALLOW_WITHOUT_CYCLES", "0011"]],
    allow([0x08, 0x08], [0x11, 0x11]),
  ],
  ["the last event of 10 bits", deny([0x3ff, 0x3ff]), [], deny([0x3ff, 0x3ff])],
  [
    "events of 16 bits",
    allow([0x11, 0x11], [0x3ff, 0x400], [0x4005, 0x4005]),
    [["ARM64_NEEDS_PMUV3P1", "03ff-0400 4005"]],
    allow([0x11, 0x11], [0x3ff, 0x3ff]),
  ],
  [
    "overlapping ranges",
    allow([0x08, 0x11], [0x20, 0x20], [0x11, 0x13]),
    [["DUPLICATE_ENTRY", "0008-0011 0011-0013"]],
    allow([0x08, 0x13], [0x20, 0x20]),
  ],
  [
    "the same range twice",
    deny([0x36, 0x37], [0x36, 0x37]),
    [["DUPLICATE_ENTRY", "0036-0037"]],
    deny([0x36, 0x37]),
  ],
  ["ranges that touch", allow([0x08, 0x11], [0x12, 0x13]), [], allow([0x08, 0x13])],
  ["allow nothing", allow(), [["FILTER_EMPTY", "whole"]], common],
  ["deny nothing", deny(), [["FILTER_EMPTY", "whole"]], deny([0x36, 0x37])],
];

for (const [what, filter, expected, asHinted] of rows) {
  test(`arm64: ${what}`, (t) => {
    t.deepEqual(
      lintArm64(filter).map(({ code, entries }) => [code, entries?.join(" ") ?? "whole"]),
      expected.map((found) => [...found]),
    );
    t.deepEqual(lintArm64(asHinted), []);
  });
}

test("leaving out what is never filtered changes nothing that counts", (t) => {
  const without = deny([0x01, 0x1d], [0x1f, 0x3ff]);
  for (let event = 0; event <= 0x400; event++) {
    if (arm64EventCounts(deny([0, 0x3ff]), event) !== arm64EventCounts(without, event)) t.fail();
  }
  t.pass();
});

function allow(...ranges: readonly (readonly [number, number])[]): Arm64Filter {
  return { action: "allow", ranges: ranges.map(([first, last]) => ({ first, last })) };
}

function deny(...ranges: readonly (readonly [number, number])[]): Arm64Filter {
  return { ...allow(...ranges), action: "deny" };
}
