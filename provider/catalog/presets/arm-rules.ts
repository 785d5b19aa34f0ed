import type { EventRule } from "./event-rule.ts";

/**
 * Events of the Arm architecture and of cores of Arm and others. The first rule that matches a name
 * decides.
 */
export const armRules: readonly EventRule[] = [
  {
    class: "remote",
    pattern: /(?:^|_)REMOTE(?:_|$)/,
    why: "Accesses to another chip or socket, and refills from there.",
  },
  {
    class: "memory",
    pattern: /(?:^|_)DRAM(?:_|$)|^PFT_/,
    why: "Refills that memory served, and prefetches sent ahead to its controller.",
  },
  {
    class: "llc",
    pattern: /(?:^|_)(?:L3|LLC?(?:_|$))/,
    why: "The last-level cache: the cluster's L3, or the system's cache. LLWALK is no cache, but the last level of a page walk.",
  },
  {
    class: "llc",
    pattern: /_CACHE_REFILL_(?:INNER|OUTER)(?:_|$)/,
    why: "Refills by where they came from, within the cluster or beyond it; each is what the other leaves of all refills.",
  },
  {
    class: "memory",
    pattern: /(?:^|_)MEM_(?:READ_|WRITE_)?ACCESS/,
    why: "Memory accesses. They are the core's own, served by any cache or memory; out by caution, as L1D_CACHE counts them without saying memory.",
  },
  {
    class: "memory",
    pattern: /(?:^|_)MEMORY_ERROR|^EA_MEMORY$/,
    why: "Errors of the machine's memory, corrected or not, and the energy that it takes.",
  },
  {
    class: "snoop",
    pattern: /SNOOP|HITM|_UNATT$|^DVM_/,
    why: "Snoops, accesses that others made in this core's caches (unattributable ones), and their TLB invalidations.",
  },
  {
    class: "bus",
    pattern: /^BUS_|(?:^|_)EXT(?:ERNAL)?_MEM(?:ORY)?_REQ/,
    why: "Accesses and cycles of the interface to the interconnect.",
  },
  {
    class: "bus",
    pattern: /_CBUSY|^TXREQ_LIMIT_|_CRD_STALL$/,
    why: "How busy the interconnect says that it is, and how many requests it lets the core have under way.",
  },
  {
    class: "sibling-thread",
    pattern: /_SMT_|_THRDS_|_ARB_OTHER_/,
    why: "Whether the core's other thread runs, is ready, or lost to this one.",
  },
  {
    class: "shared-l2",
    pattern: /(?:^|_)L2(?:[CDI]|HWPF)?(?:_|$)(?!.*(?:TLB|BTB|STAGE))/,
    why: "Where cores share the L2, its hits and misses depend on the neighbours. TLBs, branch targets and the stages of a page walk are the core's own.",
    onSharedL2: true,
  },
  {
    class: "latency",
    pattern:
      /^STALL_(?:BACKEND|FRONTEND)_(?:MEM|L2[DI])$|^MEM_STALL_L\dMISS$|^LD_COMP_WAIT_L\d_MISS/,
    why: "Cycles that wait for the L2, or for what missed in it: the time that lies behind.",
  },
  {
    class: "latency",
    pattern: /^L\d_MISS_WAIT$/,
    why: "Misses under way in a cycle; over their number, how long each took.",
  },
  {
    class: "platform",
    pattern: /^(?:TRB_|TRCEXTOUT|CTI_TRIGOUT|BRB_)|(?:^|_)ETM_/,
    why: "Trace, cross-trigger and branch-record hardware, which KVM gives to no guest.",
  },
  {
    class: "platform",
    pattern: /^SAMPLE_/,
    why: "The statistical profiling extension, which KVM gives to no guest.",
  },
  {
    class: "platform",
    pattern: /^EA_|^RETENTION_|^FL\d+_GCYCLES$/,
    why: "Energy, frequency levels and power saving, which the host decides.",
  },
  {
    class: "platform",
    pattern: /_ERR(?:_|$)/,
    why: "Errors of the hardware's own arrays.",
  },
];
