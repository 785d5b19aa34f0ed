import type { CatalogEvent } from "./catalog-event.ts";

/**
 * perf's generic hardware events (perf list hw), by perf's names.
 *
 * Sources: kernel, arch/x86/events/intel/core.c (intel_perfmon_event_map) and
 * arch/x86/events/amd/core.c (amd_zen*_perfmon_event_map).
 */
export const genericEvents: readonly CatalogEvent[] = [
  {
    names: ["cycles", "cpu-cycles"],
    intel: { code: [0x3c, 0x00], fixedCounter: "cycles" },
    amd: { code: [0x76, 0x00] },
  },
  {
    names: ["instructions"],
    intel: { code: [0xc0, 0x00], fixedCounter: "instructions" },
    amd: { code: [0xc0, 0x00] },
  },
  {
    // Intel: perf asks for fixed counter 2 by a pseudo-code; 3c/01 is the architectural event
    // nearest to it, in bus or crystal clock ticks on older cores.
    // AMD: P0 frequency cycles, from Zen 4 on; the select has 12 bits.
    names: ["ref-cycles"],
    intel: { code: [0x3c, 0x01], fixedCounter: "ref-cycles" },
    amd: { code: [0x120, 0x01] },
  },
  {
    names: ["bus-cycles"],
    intel: { code: [0x3c, 0x01] },
  },
  {
    // c2 is branches on AMD and retired uops on Intel; c4 is branches on Intel and taken branches
    // on AMD.
    names: ["branches", "branch-instructions"],
    intel: { code: [0xc4, 0x00] },
    amd: { code: [0xc2, 0x00] },
  },
  {
    names: ["branch-misses"],
    intel: { code: [0xc5, 0x00] },
    amd: { code: [0xc3, 0x00] },
  },
  {
    // AMD: what perf takes on Zen, requests to the core's L2 rather than to the last-level cache.
    names: ["cache-references"],
    intel: { code: [0x2e, 0x4f] },
    amd: { code: [0x60, 0xff] },
  },
  {
    // AMD: what perf takes on Zen, misses of the core's L2.
    names: ["cache-misses"],
    intel: { code: [0x2e, 0x41] },
    amd: { code: [0x64, 0x09] },
  },
  {
    // Big cores from Ice Lake on. KVM shows guests three fixed counters, this is the fourth.
    names: ["slots"],
    intel: { code: [0xa4, 0x01], fixedCounter: "slots" },
  },
];
