import type { EventRule } from "./event-rule.ts";

/**
 * AMD's events, by perf's names in small letters and libpfm4's in capitals. The first rule that
 * matches a name decides. A core of Zen has its L2 for itself, and shares the L3 with its core complex
 * (CCX). The L3's and the data fabric's own counters are other PMUs, which no guest has. Before Zen
 * the core's counters counted the northbridge's events, too.
 */
export const amdRules: readonly EventRule[] = [
  {
    class: "memory",
    pattern: /dram|scm_fill|sys_bw|fill\w*\.\w*mem|_fills_from_memory$/i,
    why: "Cache fills from memory or devices of any node, or from CXL, and what an L2 writes back.",
  },
  {
    class: "memory",
    pattern:
      /^data_cache_refills\.(?:all|system)$|_refills_from_(?:l2_or_)?(?:northbridge|nb|system)(?!\.\w*mabresp)|^memory_requests|^scrubber/i,
    why: "Before Zen: refills and requests that left the core for the northbridge, and its memory's errors. Zen 2's names of that kind say mabresp and the place.",
  },
  {
    class: "memory",
    pattern: /^memory_controller|written_to_system|^octword_write|^system_(?:read_)?responses/i,
    why: "Before Zen: the memory controller, and what went to memory or came from there.",
  },
  {
    class: "memory",
    pattern: /^ic_cache_fill_sys$/i,
    why: "Instruction lines from beyond the L2: memory or another cache.",
  },
  {
    class: "snoop",
    pattern: /fill\w*\.(?:near_cache|ext_cache_l)|_from_external_ccx_cache$/i,
    why: "Cache fills from the caches of another core complex.",
  },
  {
    class: "snoop",
    pattern: /probe|snoop|snp_re_sync|^cache_(?:block|cross)/i,
    why: "Probes of other cores and devices: what they found, lines that they took away, and restarts after one.",
  },
  {
    class: "remote",
    pattern: /fill\w*\.\w*(?:far|remote|rmt)|_from_remote_node$|_target_node/i,
    why: "Cache fills from another node's caches, and, before Zen, requests by node.",
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
    pattern: /(?:^|_)l3(?:_|\b)/i,
    why: "What hit, missed or filled the L3.",
  },
  {
    class: "bus",
    pattern: /bus_lock/i,
    why: "Locks that stop the whole bus, and answers to those of others.",
  },
  {
    class: "bus",
    pattern:
      /^(?:hypertransport|northbridge|gart|dev|sized|sideband|command_related|cpu_io_requests)(?:_|\b)/i,
    why: "Before Zen: links, requests and translations of the northbridge, of every core and device.",
  },
  {
    class: "sibling-thread",
    pattern: /smt_contention|thread_not_selected/i,
    why: "Slots and cycles that went to the core's other thread.",
  },
  {
    class: "shared-l2",
    pattern: /(?:^|_)l2(?:_|\b)(?!.*tlb)/i,
    why: "Bulldozer's modules and Jaguar's clusters share an L2. A second-level TLB is the core's own.",
    onSharedL2: true,
  },
  {
    class: "latency",
    pattern: /^l2_latency\.|l2_fill_busy$/i,
    why: "Cycles with a fill of the L2 under way: the time that L3 and memory take.",
  },
  {
    class: "latency",
    pattern: /alloc_mab_count$|^mab_wait/i,
    why: "Misses of the L1 under way in a cycle; over their number, how long each took.",
  },
  {
    class: "platform",
    pattern: /^ls_(?:int_taken|smi_rx)$|^interrupts?_(?:taken|events)\b|^smis?_received$/i,
    why: "Interrupts of the hardware and of system management, the host's among them.",
  },
  {
    class: "platform",
    pattern: /^thermal_/i,
    why: "Before Zen: the temperature's limits, of the whole package.",
  },
  {
    class: "platform",
    pattern: /(?:^|_)ibs_/i,
    why: "Instruction-based sampling, a facility of its own that KVM does not give to guests.",
  },
];
