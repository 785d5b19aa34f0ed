/**
 * Intel's fixed counters by perf's generic names; a counter's place in the list is its bit in the
 * filter's bitmap: INST_RETIRED.ANY, CPU_CLK_UNHALTED.THREAD, CPU_CLK_UNHALTED.REF_TSC,
 * TOPDOWN.SLOTS (Intel SDM, volume 3, "Fixed-function Performance Counters").
 */
export const fixedCounterNames = ["instructions", "cycles", "ref-cycles", "slots"] as const;

/** The name of one of Intel's fixed counters. */
export type FixedCounter = (typeof fixedCounterNames)[number];

/** The 32-bit bitmap of KVM_SET_PMU_EVENT_FILTER for the given counters. */
export function fixedCounterBitmap(counters: Iterable<FixedCounter>): number {
  let bitmap = 0;
  for (const counter of counters) bitmap |= 1 << fixedCounterNames.indexOf(counter);
  return bitmap;
}

/** The counters named in a bitmap. Bits above the fourth have no name and are left out. */
export function fixedCountersIn(bitmap: number): readonly FixedCounter[] {
  return fixedCounterNames.filter((_, index) => (bitmap & (1 << index)) !== 0);
}
