import type { CpuVendor } from "../../../provider/catalog/cpu.ts";

/** Names of a core type that the catalogue does not have and that one may import. */
interface OtherCore {
  readonly vendor: CpuVendor;
  readonly name: string;
  /** What tells of something shared; `no-shared-resources` leaves it out. */
  readonly shared: readonly string[];
  /** What is the core's own, whatever its name looks like. */
  readonly own: readonly string[];
  /** What is not shared but of the machine underneath: left out by `standard` only. */
  readonly host?: readonly string[];
}

/** A few names each of other generations: those that a rule is for, and those that look like them. */
export const otherCores: readonly OtherCore[] = [
  {
    vendor: "intel",
    name: "BNL",
    shared: [
      "BUS_TRANS_MEM.ALL_AGENTS",
      "BUSQ_EMPTY.SELF",
      "EXT_SNOOP.THIS_AGENT.HITM",
      "L2_ADS.SELF",
    ],
    own: ["L1D_CACHE.LD", "DATA_TLB_MISSES.DTLB_MISS", "CPU_CLK_UNHALTED.BUS"],
    host: ["EIST_TRANS", "THERMAL_TRIP", "HW_INT_RCV"],
  },
  {
    vendor: "intel",
    name: "NHM-EP",
    shared: [
      "MEM_UNCORE_RETIRED.UNCACHEABLE",
      "MEM_INST_RETIRED.LATENCY_ABOVE_THRESHOLD_512",
      "MEM_LOAD_RETIRED.OTHER_CORE_L2_HIT_HITM",
      "SNOOPQ_REQUESTS.DATA",
      "SNOOP_RESPONSE.HIT",
      "SQ_FULL_STALL_CYCLES",
      "IO_TRANSACTIONS",
    ],
    own: ["L2_RQSTS.LD_MISS", "DTLB_MISSES.ANY", "INST_QUEUE_WRITES", "UOPS_EXECUTED.PORT2_CORE"],
  },
  {
    vendor: "intel",
    name: "JKT",
    shared: ["UOPS_DISPATCHED.CORE"],
    own: ["UOPS_DISPATCHED.THREAD", "L2_RQSTS.ALL_RFO"],
  },
  {
    vendor: "intel",
    name: "GLM",
    shared: ["MEM_LOAD_UOPS_RETIRED.HITM", "MEM_LOAD_UOPS_RETIRED.L2_MISS", "L2_REJECT_XQ.ALL"],
    own: ["MEM_LOAD_UOPS_RETIRED.L1_MISS", "PAGE_WALKS.CYCLES", "ITLB.MISS"],
  },
  {
    vendor: "intel",
    name: "KNL",
    shared: ["L2_PREFETCHER.ALLOC_XQ", "L2_REQUESTS_REJECT.ALL", "MEM_UOPS_RETIRED.L2_HIT_LOADS"],
    own: ["MEM_UOPS_RETIRED.L1_MISS_LOADS", "NO_ALLOC_CYCLES.ALL"],
  },
  {
    vendor: "intel",
    name: "ADL-atom",
    shared: ["MEM_LOAD_UOPS_RETIRED_MISC.HIT_E_F", "MEM_BOUND_STALLS.LOAD_L2_HIT"],
    own: ["DTLB_LOAD_MISSES.WALK_COMPLETED", "BACLEARS.ANY"],
    host: ["LD_HEAD.L1_MISS_AT_RET"],
  },
  {
    vendor: "intel",
    name: "ARL-atom",
    shared: ["DYNAMIC_PREFETCH_THROTTLER.LEVEL3_SOC", "LLC_PREFETCHES_THROTTLED.HIT_RATE"],
    own: ["MISC_RETIRED1.LFENCE"],
    host: ["MISC_RETIRED2.VM_EXIT"],
  },
  {
    vendor: "intel",
    name: "LNL-core",
    shared: ["MEMORY_STALLS.MEM", "MEMORY_STALLS.L3"],
    own: ["MEMORY_STALLS.L2", "L1D_MISS.L2_STALLS", "TOPDOWN.MEMORY_BOUND_SLOTS", "L2_RQSTS.MISS"],
  },
  {
    vendor: "intel",
    name: "NVL-core",
    shared: [
      "MEM_LOAD_L2_MISS_RETIRED.MEM_REGION_1",
      "MEM_LOAD_RETIRED.L2_HIT_LOCAL",
      "MEMORY_STALLS.L2",
    ],
    own: ["MEMORY_STALLS.L1", "DTLB_LOAD_MISSES.STLB_HIT"],
  },
  {
    vendor: "amd",
    name: "fam10h",
    shared: [
      "CACHE_BLOCK.VICTIM_WRITEBACK",
      "DATA_CACHE_REFILLS.SYSTEM",
      "DRAM_ACCESSES_PAGE.HIT",
      "INSTRUCTION_CACHE_REFILLS_FROM_SYSTEM",
      "MEMORY_REQUESTS.NON_CACHEABLE",
      "PIPELINE_RESTART_DUE_TO_INSTRUCTION_STREAM_PROBE",
      "QUADWORDS_WRITTEN_TO_SYSTEM.ALL",
      "SCRUBBER_SINGLE_BIT_ECC_ERRORS.DRAM_SCRUBBER",
      "SYSTEM_READ_RESPONSES.SHARED",
      "CPU_REQUESTS_TO_TARGET_NODE_0_3_4_7.LOCAL_TO_0_4",
      "DATA_CACHE_REFILLS_FROM_SYSTEM.MODIFIED",
      "HYPERTRANSPORT_LINK0.COMMAND_DWORD_SENT",
      "L3_CACHE_MISSES.ALL",
      "MEMORY_CONTROLLER_REQUESTS.ALL",
      "PROBE.HIT_CLEAN",
      "REQUESTS_TO_L2.SNOOP",
    ],
    own: [
      "L2_CACHE_MISS.DATA",
      "REQUESTS_TO_L2.DATA",
      "RETIRED_UOPS",
      "L1_DTLB_AND_L2_DTLB_MISS.ALL",
    ],
    host: ["SMIS_RECEIVED", "THERMAL_STATUS_AND_ECC_ERRORS.ALL", "MAB_WAIT_CYCLES.DC_BUFFER_0"],
  },
  {
    vendor: "amd",
    name: "fam15h",
    shared: [
      "L2_CACHE_MISS.DATA",
      "OCTWORD_WRITE_TRANSFERS.ALL",
      "REQUESTS_TO_L2.DATA",
      "PIPELINE_RESTART_DUE_TO_PROBE_HIT",
    ],
    own: ["L1_ITLB_MISS_AND_L2_ITLB_HIT", "RETIRED_BRANCH_INSTRUCTIONS"],
    host: ["INTERRUPTS_TAKEN"],
  },
  {
    vendor: "amd",
    name: "zen6",
    shared: ["l2_pf_miss_l2_l3.all", "l2_sys_bw.local_scm_fill", "ic_fills_from_sys.far_all"],
    own: ["ic_fills_from_sys.local_l2", "l2_pf_hit_l2.l2_hwpf", "l2_request_g1.dc_all"],
  },
  {
    vendor: "arm",
    name: "cortex-a53",
    shared: ["EXT_MEM_REQ", "EXT_SNOOP", "L2D_CACHE"],
    own: ["PREFETCH_LINEFILL", "READ_ALLOC", "L1D_CACHE_REFILL"],
    host: ["L1D_CACHE_ERR"],
  },
  {
    vendor: "arm",
    name: "neoverse-e1",
    shared: [
      "IFU_ALL_THRDS_RDY",
      "IFU_WIN_ARB_OTHER_RDY",
      "L2_L1D_CACHE_WB_UNATT",
      "L2_L3D_CACHE_UNATT",
      "L3_PREF_LINE_FILL",
    ],
    own: ["TLB_L2TLB_LLWALK_ACCESS", "TLB_L2TLB_L2WALK_REFILL", "L2D_TLB_REFILL"],
  },
  {
    vendor: "arm",
    name: "a64fx",
    shared: ["EA_L2", "EA_MEMORY", "L2_MISS_COUNT", "L2_MISS_WAIT", "L2HWPF_STREAM_PF"],
    own: ["L1HWPF_STREAM_PF", "EAGA_VAL"],
    host: ["EA_CORE", "L1_MISS_WAIT", "LD_COMP_WAIT_L1_MISS"],
  },
  {
    vendor: "arm",
    name: "monaka",
    shared: ["EA_L3", "L3HWPF_OTHER", "L2D_CACHE_REFILL_L3D_MISS_DM_FR_MEM"],
    own: ["L2D_TLB_4K", "GCYCLES"],
    host: ["RETENTION_CYCLE", "FL0_GCYCLES"],
  },
  {
    vendor: "arm",
    name: "t410",
    shared: [
      "DVM_TLBI_RCVD",
      "L1D_CACHE_REFILL_OUTER_DRAM",
      "L1D_CACHE_REFILL_OUTER_LLC",
      "L1D_CACHE_REFILL_OUTER_REMOTE",
      "PFT_USEFUL",
      "TMS_SMT_TO_ST_COUNT",
      "TXREQ_LIMIT_MAX_CYCLES",
    ],
    own: ["BR_SPEC_PRED_TAKEN_FROM_L2BTB", "L2_BTB_RELOAD_MAIN_BTB", "L2TLB_PF_REFILL"],
  },
  {
    vendor: "arm",
    name: "ampereone",
    shared: ["L2C_SNOOP", "L2C_DAT_CRD_STALL", "L2C_DATA_REFILL"],
    own: ["MMU_D_WALK_STEPS", "BPU_HIT_BTB"],
    host: ["MSC_ETM_EXTOUT0"],
  },
  {
    vendor: "arm",
    name: "thunderx2",
    shared: ["DATA_MEM_ACCESS", "L1D_EXPB_HITM", "EXTERNAL_MEMORY_REQUEST", "LOCAL_MEMORY_ERROR"],
    own: ["L1D_TLB", "EXC_IRQ"],
  },
  {
    vendor: "arm",
    name: "emag",
    shared: ["L2D_CACHE"],
    own: ["PAGE_WALK_L2_STAGE1_HIT", "L2D_TLB_ACCESS"],
  },
  {
    vendor: "arm",
    name: "hip08",
    shared: ["L2D_CACHE_REFILL"],
    own: ["MEM_STALL_ANYLOAD"],
    host: ["MEM_STALL_L2MISS"],
  },
];
