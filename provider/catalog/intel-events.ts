import type { CatalogEvent } from "./catalog-event.ts";

/**
 * Intel's own names for architectural events 0 to 7 and the fixed counters, where every core with
 * the event has the name (perf list; Intel's event tables). A name that ends in _P is the event on
 * general-purpose counters, without it the fixed counter only.
 */
export const intelEvents: readonly CatalogEvent[] = [
  {
    names: ["INST_RETIRED.ANY_P"],
    intel: { code: [0xc0, 0x00] },
  },
  {
    names: ["INST_RETIRED.ANY"],
    intel: { fixedCounter: "instructions" },
  },
  {
    names: ["CPU_CLK_UNHALTED.THREAD_P"],
    intel: { code: [0x3c, 0x00] },
  },
  {
    names: ["CPU_CLK_UNHALTED.THREAD"],
    intel: { fixedCounter: "cycles" },
  },
  {
    // Its event on general-purpose counters, 3c/01, has another name on each generation.
    names: ["CPU_CLK_UNHALTED.REF_TSC"],
    intel: { fixedCounter: "ref-cycles" },
  },
  {
    names: ["LONGEST_LAT_CACHE.REFERENCE"],
    intel: { code: [0x2e, 0x4f] },
  },
  {
    names: ["LONGEST_LAT_CACHE.MISS"],
    intel: { code: [0x2e, 0x41] },
  },
  {
    names: ["BR_INST_RETIRED.ALL_BRANCHES"],
    intel: { code: [0xc4, 0x00] },
  },
  {
    names: ["BR_MISP_RETIRED.ALL_BRANCHES"],
    intel: { code: [0xc5, 0x00] },
  },
  {
    // Big cores from Ice Lake on, as is TOPDOWN.SLOTS.
    names: ["TOPDOWN.SLOTS_P"],
    intel: { code: [0xa4, 0x01] },
  },
  {
    names: ["TOPDOWN.SLOTS"],
    intel: { fixedCounter: "slots" },
  },
];
