/**
 * Intel's fixed counters by perf's generic names; a counter's place in the list is its bit in the
 * filter's bitmap: INST_RETIRED.ANY, CPU_CLK_UNHALTED.THREAD, CPU_CLK_UNHALTED.REF_TSC,
 * TOPDOWN.SLOTS (Intel SDM, volume 3, "Fixed-function Performance Counters").
 */
export const fixedCounterNames = ["instructions", "cycles", "ref-cycles", "slots"] as const;

/**
 * How many of them KVM shows a guest: the first three (kernel, arch/x86/include/asm/kvm_host.h,
 * KVM_MAX_NR_INTEL_FIXED_COUNTERS, up to Linux 7.3 at least). The bits of the others have no effect
 * today; slots may be listed all the same, for a kernel that shows it.
 */
export const guestFixedCounters = 3;

/** The name of one of Intel's fixed counters. */
export type FixedCounter = (typeof fixedCounterNames)[number];

/** The counter's name in diffs and findings, by its bit: `fixed/0`. */
export function fixedCounterKey(index: number): string {
  return `fixed/${index}`;
}

/** The 32-bit bitmap of KVM_SET_PMU_EVENT_FILTER for the given counters. */
export function fixedCounterBitmap(counters: Iterable<FixedCounter>): number {
  let bitmap = 0;
  for (const counter of counters) bitmap |= 1 << fixedCounterNames.indexOf(counter);
  return bitmap;
}

/** Of a bitmap, the bits of the counters that KVM shows a guest. */
export function guestFixedCounterBits(bitmap: number): number {
  return bitmap & (2 ** guestFixedCounters - 1);
}

/** The counters named in a bitmap. Bits above the fourth have no name and are left out. */
export function fixedCountersIn(bitmap: number): readonly FixedCounter[] {
  return fixedCounterNames.filter((_, index) => (bitmap & (1 << index)) !== 0);
}
