import type { EventRule } from "./event-rule.ts";

/**
 * Intel's events. The first rule that matches a name decides, so what says the most about others
 * stands first.
 *
 * Names with AnyThread (`..._ANY`, `PORT_0_CORE`) need no rule: KVM refuses a guest that bit, and
 * their codes are those of the core's plainest events.
 */
export const intelRules: readonly EventRule[] = [
  {
    class: "offcore",
    pattern: /^(?:OCR|OMR|OFFCORE_)/,
    why: "Offcore requests and responses: an extra MSR chooses among L3, memory, snoops and sockets, and no filter sees which.",
  },
  {
    class: "bus",
    pattern: /BUS_LOCK|SPLIT_LOCK|^MEM_LOAD_MISC_RETIRED\.UC$/,
    why: "Locks that stop the whole bus, and uncacheable accesses, which go out on it.",
  },
  {
    class: "offcore",
    pattern: /(?:^|[._])[SX]Q(?:[._]|$)|REJECT|^IDI_MISC\./,
    why: "The queues between the L2 and the interconnect (SQ, XQ) fill up and reject when the rest of the socket is busy.",
  },
  {
    class: "offcore",
    pattern: /^DYNAMIC_PREFETCH_THROTTLER\.|_PREFETCHES_THROTTLED\./,
    why: "Prefetchers are throttled by how busy the L2, the L3 and memory are.",
  },
  {
    class: "bus",
    pattern: /^BUSQ?_|^IO_TRANSACTIONS$/,
    why: "The front-side bus of the first Atoms, with what all agents do on it, and input and output.",
  },
  {
    class: "remote",
    pattern: /REMOTE/,
    why: "Loads that another socket's cache or memory served.",
  },
  {
    class: "memory",
    pattern: /DRAM|PMM|CXL|MEM_REGION|^PAGE_WALKER_LOADS\.\w*_MEMORY$|^MEMORY_STALLS\.MEM$/,
    why: "Loads, stalls and page walks that memory served: DRAM, persistent memory or CXL.",
  },
  {
    class: "memory",
    pattern: /\.(?:(?:LOAD|STORE)_LATENCY|LATENCY_ABOVE_THRESHOLD)/,
    why: "Accesses slower than a threshold of the guest's choice: with a high one, those that went to memory.",
  },
  {
    class: "memory",
    pattern: /^INT_MISC\.MBA_STALLS$/,
    why: "Stalls by the host's memory bandwidth allocation.",
  },
  {
    class: "llc",
    pattern: /^LONGEST_LAT_CACHE\./,
    why: "The architectural events of the last-level cache.",
  },
  {
    class: "llc",
    pattern: /(?:^|[._])(?:L3|LLC)(?:_|$)/,
    why: "Hits, misses and stalls of the L3, and what its snoop filter answered.",
  },
  {
    class: "snoop",
    pattern: /SNOOP|HITM|HIT_E_F$|OTHER_CORE/,
    why: "Snoops of others, what this core answered, and loads that another core's cache served.",
  },
  {
    class: "offcore",
    pattern: /UNCORE/,
    why: "Loads that were served outside the core, in whatever place.",
  },
  {
    class: "sibling-thread",
    pattern: /UNHALTED\.(?:ONE_THREAD_ACTIVE|(?:REF_)?DISTRIBUTED)$/,
    why: "Cycles that depend on whether the sibling thread runs.",
  },
  {
    class: "sibling-thread",
    pattern: /^UOPS_(?:EXECUTED|DISPATCHED)\.CORE(?:_CYCLES|$)/,
    why: "Uops that either thread of the core executed.",
  },
  {
    class: "shared-l2",
    pattern: /(?:^|[._])L2(?:[._]|$)/,
    why: "Efficiency cores share an L2 in modules of up to four, and so do the newest big ones in pairs; its hits and misses depend on the neighbours.",
    onSharedL2: true,
  },
  {
    class: "latency",
    pattern: /_ACTIVITY\.\w+_L2_(?:MISS|PENDING)$/,
    why: "Cycles with an L2 miss under way: the time that L3 and memory take.",
  },
  {
    class: "latency",
    pattern: /^MEM_BOUND_STALLS|^LD_HEAD\.L1_MISS/,
    why: "Efficiency cores: the sum over all places where a load may be served, the shared ones too.",
  },
  {
    class: "platform",
    pattern: /^CORE_POWER\.|^EIST_TRANS$|^THERMAL_TRIP$/,
    why: "Turbo licences, frequencies and throttling, which the whole socket's power budget decides.",
  },
  {
    class: "platform",
    pattern: /^HW_INT(?:ERRUPTS\.|_)/,
    why: "Interrupts of the hardware, the host's among them.",
  },
  {
    class: "platform",
    pattern: /^EPT\.|^PAGE_WALKER_LOADS\.EPT_/,
    why: "Walks of the host's own page tables, whose shape the guest does not see otherwise.",
  },
  {
    class: "platform",
    pattern: /\.VM_EXIT$/,
    why: "Exits to the host, for whatever reason of its own.",
  },
];
