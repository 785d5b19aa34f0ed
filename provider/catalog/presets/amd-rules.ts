import type { EventRule } from "./event-rule.ts";

/**
 * AMD's events, by perf's names in small letters and libpfm4's in capitals. The first rule that
 * matches a name decides. A core of Zen has its L2 for itself, and shares the L3 with its core complex
 * (CCX). The L3's and the data fabric's own counters are other PMUs, which no guest has.
 */
export const amdRules: readonly EventRule[] = [
  {
    class: "memory",
    pattern: /dram|scm_fill|sys_bw|fill\w*\.\w*mem|_fills_from_memory$/i,
    why: "Cache fills from memory or devices of any node, or from CXL, and what an L2 writes back.",
  },
  {
    class: "memory",
    pattern: /^ic_cache_fill_sys$|^instruction_cache_refills_from_system$/i,
    why: "Instruction lines from beyond the L2: memory or another cache.",
  },
  {
    class: "snoop",
    pattern: /fill\w*\.(?:near_cache|ext_cache_l)|_from_external_ccx_cache$/i,
    why: "Cache fills from the caches of another core complex.",
  },
  {
    class: "snoop",
    pattern: /l2_invalidating_probe|snp_re_sync|instruction_stream_probe/i,
    why: "Lines that a probe took away and restarts after one: of another core, among others.",
  },
  {
    class: "remote",
    pattern: /fill\w*\.\w*(?:far|remote|rmt)|_from_remote_node$/i,
    why: "Cache fills from another node's caches.",
  },
  {
    class: "llc",
    pattern: /fill\w*\.(?:local_ccx|int_cache|ls_mabresp_lcl_cache)|_from_within_same_ccx$/i,
    why: "Cache fills from the core complex: its L3, or another core's L2.",
  },
  {
    class: "llc",
    pattern: /fill\w*\.(?:local_)?all$|_fills_all$/,
    why: "Sums over sources with the L3 and memory among them.",
  },
  {
    class: "llc",
    pattern: /^l2_pf_miss_l2_|^l2_prefetch_(?:hit|miss)_l3\b/i,
    why: "Prefetches that hit or missed the L3.",
  },
  {
    class: "bus",
    pattern: /bus_lock/i,
    why: "Locks that stop the whole bus, and answers to those of others.",
  },
  {
    class: "sibling-thread",
    pattern: /smt_contention|thread_not_selected/i,
    why: "Slots and cycles that went to the core's other thread.",
  },
  {
    class: "latency",
    pattern: /^l2_latency\.|l2_fill_busy$/i,
    why: "Cycles with a fill of the L2 under way: the time that L3 and memory take.",
  },
  {
    class: "latency",
    pattern: /alloc_mab_count$/i,
    why: "Misses of the L1 under way in a cycle; over their number, how long each took.",
  },
  {
    class: "platform",
    pattern: /^ls_(?:int_taken|smi_rx)$|^interrupt_taken$|^smi_received$/i,
    why: "Interrupts of the hardware and of system management, the host's among them.",
  },
  {
    class: "platform",
    pattern: /(?:^|_)ibs_/i,
    why: "Instruction-based sampling, a facility of its own that KVM does not give to guests.",
  },
];
