import type { CatalogEvent } from "./catalog-event.ts";

/**
 * perf's generic hardware events (perf list hw), by perf's names.
 *
 * Sources: kernel, arch/x86/events/intel/core.c (intel_perfmon_event_map),
 * arch/x86/events/amd/core.c (amd_zen*_perfmon_event_map) and drivers/perf/arm_pmuv3.c
 * (armv8_pmuv3_perf_map).
 */
export const genericEvents: readonly CatalogEvent[] = [
  {
    names: ["cycles", "cpu-cycles"],
    intel: { codes: ["3c/00"], fixedCounter: "cycles" },
    amd: { codes: ["76/00"] },
    // The cycle counter follows this event.
    arm: { codes: ["0011"] },
  },
  {
    names: ["instructions"],
    intel: { codes: ["c0/00"], fixedCounter: "instructions" },
    amd: { codes: ["c0/00"] },
    arm: { codes: ["0008"] },
  },
  {
    // Intel: perf asks for fixed counter 2 by a pseudo-code; 3c/01 is the architectural event
    // nearest to it, in bus or crystal clock ticks on older cores.
    // AMD: P0 frequency cycles, from Zen 4 on; the select has 12 bits.
    names: ["ref-cycles"],
    intel: { codes: ["3c/01"], fixedCounter: "ref-cycles" },
    amd: { codes: ["120/01"], whereNamed: /not_halted/i },
  },
  {
    names: ["bus-cycles"],
    intel: { codes: ["3c/01"] },
    arm: { codes: ["001d"] },
  },
  {
    // c2 is branches on AMD and retired uops on Intel; c4 is branches on Intel and taken branches
    // on AMD. arm64: BR_RETIRED from Linux 6.12 on where the core has it, PC_WRITE_RETIRED before;
    // the guest's kernel decides.
    names: ["branches", "branch-instructions"],
    intel: { codes: ["c4/00"] },
    amd: { codes: ["c2/00"] },
    arm: { codes: ["0021", "000c"] },
  },
  {
    names: ["branch-misses"],
    intel: { codes: ["c5/00"] },
    amd: { codes: ["c3/00"] },
    arm: { codes: ["0010"] },
  },
  {
    // AMD: what perf takes on Zen, requests to the core's L2 rather than to the last-level cache.
    // arm64: accesses to the L1 data cache.
    names: ["cache-references"],
    intel: { codes: ["2e/4f"] },
    amd: { codes: ["60/ff"] },
    arm: { codes: ["0004"] },
  },
  {
    // AMD: what perf takes on Zen, misses of the core's L2. arm64: refills of the L1 data cache.
    names: ["cache-misses"],
    intel: { codes: ["2e/41"] },
    amd: { codes: ["64/09"] },
    arm: { codes: ["0003"] },
  },
  {
    // Big cores from Ice Lake on. KVM shows guests three fixed counters, this is the fourth.
    names: ["slots"],
    intel: { codes: ["a4/01"], fixedCounter: "slots", whereNamed: /^topdown\.slots/i },
  },
  {
    // AMD: from Zen 2 on. Zen 1 has other codes, 87/02 and 87/01, under names of its own.
    names: ["stalled-cycles-frontend", "idle-cycles-frontend"],
    amd: { codes: ["a9/00"], whereNamed: /queue_empty/i },
    arm: { codes: ["0023"] },
  },
  {
    names: ["stalled-cycles-backend", "idle-cycles-backend"],
    arm: { codes: ["0024"] },
  },
];
