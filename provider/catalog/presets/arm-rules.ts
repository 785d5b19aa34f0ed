import type { EventRule } from "./event-rule.ts";

/**
 * Events of the Arm architecture and of Arm's Neoverse cores. The first rule that matches a name
 * decides. The cores N1 to N3 and V1 to V3 have their L2 for themselves (Arm, their technical
 * reference manuals), so their L2 events stay in; of any other core the L2 is taken for shared.
 */
export const armRules: readonly EventRule[] = [
  {
    class: "remote",
    pattern: /^REMOTE_ACCESS/,
    why: "Accesses to another chip or socket.",
  },
  {
    class: "llc",
    pattern: /^LL_CACHE|^L3D_CACHE/,
    why: "The last-level cache: the cluster's L3, or the system's cache.",
  },
  {
    class: "llc",
    pattern: /_CACHE_REFILL_(?:INNER|OUTER)$/,
    why: "Refills by where they came from, within the cluster or beyond it; each is what the other leaves of all refills.",
  },
  {
    class: "memory",
    pattern: /^MEM_ACCESS/,
    why: "Memory accesses. They are the core's own, served by any cache or memory; out by caution, as L1D_CACHE counts them without saying memory.",
  },
  {
    class: "memory",
    pattern: /^MEMORY_ERROR/,
    why: "Errors of the machine's memory, corrected or not.",
  },
  {
    class: "bus",
    pattern: /^BUS_/,
    why: "Accesses and cycles of the interface to the interconnect.",
  },
  {
    class: "bus",
    pattern: /_CBUSY/,
    why: "How busy the interconnect says that it is.",
  },
  {
    class: "shared-l2",
    pattern: /^L2[DI]_(?:CACHE|LFB)|_L2[DI]$/,
    why: "Where cores share the L2, its hits and misses depend on the neighbours.",
    onSharedL2: true,
  },
  {
    class: "latency",
    pattern: /^STALL_(?:BACKEND|FRONTEND)_(?:MEM|L2[DI])$/,
    why: "Cycles that wait for the L2, or for what missed in it: the time that lies behind.",
  },
  {
    class: "platform",
    pattern: /^(?:TRB_|TRCEXTOUT|CTI_TRIGOUT|BRB_)/,
    why: "Trace, cross-trigger and branch-record hardware, which KVM gives to no guest.",
  },
  {
    class: "platform",
    pattern: /^SAMPLE_/,
    why: "The statistical profiling extension, which KVM gives to no guest.",
  },
];
