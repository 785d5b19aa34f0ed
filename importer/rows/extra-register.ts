/** The extra registers that an event is programmed with, and their kind; undefined for none. */
export function registerKind(registers: readonly number[]): string | undefined {
  const [first] = registers.filter((register) => register !== 0);
  if (first === undefined) return undefined;
  return kinds.get(first) ?? `0x${first.toString(16)}`;
}

/** True for the pair of offcore response registers, MSRs 0x1a6 and 0x1a7. */
export function isOffcorePair(registers: readonly number[]): boolean {
  return registers.includes(0x1a6) && registers.includes(0x1a7);
}

// Kernel, arch/x86/include/asm/msr-index.h and tools/perf/pmu-events/jevents.py (lookup_msr).
const kinds = new Map([
  [0x1a6, "offcore"],
  [0x1a7, "offcore"],
  [0x3e0, "offcore"],
  [0x3e1, "offcore"],
  [0x3e2, "offcore"],
  [0x3e3, "offcore"],
  [0x3f6, "load-latency"],
  [0x3f7, "frontend"],
]);
