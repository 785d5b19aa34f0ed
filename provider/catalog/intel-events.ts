import type { CatalogEvent } from "./catalog-event.ts";

/**
 * Intel's own names for architectural events 0 to 7 and the fixed counters, where every core with
 * the event has the name (perf list; Intel's event tables). A name that ends in _P is the event on
 * general-purpose counters, without it the fixed counter only.
 */
export const intelEvents: readonly CatalogEvent[] = [
  {
    names: ["INST_RETIRED.ANY_P"],
    intel: { codes: ["c0/00"] },
  },
  {
    names: ["INST_RETIRED.ANY"],
    intel: { fixedCounter: "instructions" },
  },
  {
    names: ["CPU_CLK_UNHALTED.THREAD_P"],
    intel: { codes: ["3c/00"] },
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
    intel: { codes: ["2e/4f"] },
  },
  {
    names: ["LONGEST_LAT_CACHE.MISS"],
    intel: { codes: ["2e/41"] },
  },
  {
    names: ["BR_INST_RETIRED.ALL_BRANCHES"],
    intel: { codes: ["c4/00"] },
  },
  {
    names: ["BR_MISP_RETIRED.ALL_BRANCHES"],
    intel: { codes: ["c5/00"] },
  },
  {
    // Big cores from Ice Lake on, as is TOPDOWN.SLOTS.
    names: ["TOPDOWN.SLOTS_P"],
    intel: { codes: ["a4/01"] },
  },
  {
    names: ["TOPDOWN.SLOTS"],
    intel: { fixedCounter: "slots" },
  },
];
