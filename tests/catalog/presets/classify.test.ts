import test from "ava";
import type { CpuVendor } from "../../../provider/catalog/cpu.ts";
import {
  classOf,
  coreTraits,
  sharedResourceOf,
} from "../../../provider/catalog/presets/classify.ts";
import { type EventClass, isShared } from "../../../provider/catalog/presets/event-class.ts";

const own = undefined;

const names: readonly [vendor: CpuVendor, name: string, eventClass: EventClass | undefined][] = [
  ["intel", "OCR.DEMAND_DATA_RD.L3_MISS", "offcore"],
  ["intel", "OFFCORE_RESPONSE:request=ALL_READS:response=LLC_HIT.ANY_RESPONSE", "offcore"],
  ["intel", "OFFCORE_REQUESTS_OUTSTANDING.L3_MISS_DEMAND_DATA_RD", "offcore"],
  ["intel", "SQ_MISC.SQ_FULL", "offcore"],
  ["intel", "XQ.FULL_CYCLES", "offcore"],
  ["intel", "MEM_LOAD_L3_MISS_RETIRED.REMOTE_HITM", "remote"],
  ["intel", "MEM_LOAD_L3_MISS_RETIRED.LOCAL_DRAM", "memory"],
  ["intel", "MEM_LOAD_RETIRED.LOCAL_PMM", "memory"],
  ["intel", "PAGE_WALKER_LOADS.DTLB_MEMORY", "memory"],
  ["intel", "MEM_TRANS_RETIRED.LOAD_LATENCY_GT_512", "memory"],
  ["intel", "INT_MISC.MBA_STALLS", "memory"],
  ["intel", "LONGEST_LAT_CACHE.MISS", "llc"],
  ["intel", "MEM_LOAD_RETIRED.L3_MISS", "llc"],
  ["intel", "MEM_LOAD_L3_HIT_RETIRED.XSNP_HITM", "llc"],
  ["intel", "CYCLE_ACTIVITY.CYCLES_L3_MISS", "llc"],
  ["intel", "MEM_BOUND_STALLS_LOAD.LLC_HIT", "llc"],
  ["intel", "SQ_MISC.BUS_LOCK", "bus"],
  ["intel", "CORE_SNOOP_RESPONSE.RSP_IHITI", "snoop"],
  ["intel", "CPU_CLK_UNHALTED.ONE_THREAD_ACTIVE", "sibling-thread"],
  ["intel", "UOPS_EXECUTED.CORE_CYCLES_GE_1", "sibling-thread"],
  ["intel", "CYCLE_ACTIVITY.STALLS_L2_MISS", "latency"],
  ["intel", "CORE_POWER.THROTTLE", "platform"],
  ["intel", "HW_INTERRUPTS.RECEIVED", "platform"],
  ["intel", "INST_RETIRED.ANY_P", own],
  ["intel", "CPU_CLK_UNHALTED.THREAD_P_ANY", own],
  ["intel", "MEM_LOAD_RETIRED.L2_MISS", own],
  ["intel", "L2_RQSTS.ALL_DEMAND_MISS", own],
  ["intel", "MEM_INST_RETIRED.ALL_LOADS", own],
  ["intel", "UOPS_EXECUTED.THREAD", own],
  ["intel", "IDQ_UOPS_NOT_DELIVERED.CORE", own],
  ["intel", "FRONTEND_RETIRED.L2_MISS", own],
  ["amd", "ls_dmnd_fills_from_sys.dram_io_far", "memory"],
  ["amd", "ANY_DATA_CACHE_FILLS_FROM_SYSTEM.ALT_MEM_NEAR_FAR", "memory"],
  ["amd", "ls_refills_from_sys.ls_mabresp_rmt_dram", "memory"],
  ["amd", "ic_cache_fill_sys", "memory"],
  ["amd", "ls_any_fills_from_sys.near_cache", "snoop"],
  ["amd", "L2_FILL_RESPONSE_SRC.NEAR_CACHE", "snoop"],
  ["amd", "ls_sw_pf_dc_fills.far_cache", "remote"],
  ["amd", "DATA_CACHE_REFILLS_FROM_SYSTEM.LS_MABRESP_RMT_CACHE", "remote"],
  ["amd", "ls_hw_pf_dc_fills.local_ccx", "llc"],
  ["amd", "l2_fill_rsp_src.all", "llc"],
  ["amd", "l2_pf_miss_l2_hit_l3.l2_stream", "llc"],
  ["amd", "L2_PREFETCH_MISS_L3.ANY", "llc"],
  ["amd", "ls_locks.bus_lock", "bus"],
  ["amd", "de_no_dispatch_per_slot.smt_contention", "sibling-thread"],
  ["amd", "CYCLES_NO_RETIRE.THREAD_NOT_SELECTED", "sibling-thread"],
  ["amd", "l2_latency.l2_cycles_waiting_on_fills", "latency"],
  ["amd", "ls_smi_rx", "platform"],
  ["amd", "ex_tagged_ibs_ops.ibs_tagged_ops", "platform"],
  ["amd", "ls_any_fills_from_sys.local_l2", own],
  ["amd", "DATA_CACHE_REFILLS_FROM_SYSTEM.MABRESP_LCL_L2", own],
  ["amd", "l2_cache_req_stat.ic_dc_miss_in_l2", own],
  ["amd", "ic_cache_fill_l2", own],
  ["amd", "ex_ret_brn_far", own],
  ["amd", "fp_disp_faults.all", own],
  ["arm", "REMOTE_ACCESS", "remote"],
  ["arm", "LL_CACHE_MISS_RD", "llc"],
  ["arm", "L3D_CACHE_REFILL", "llc"],
  ["arm", "L1D_CACHE_REFILL_OUTER", "llc"],
  ["arm", "MEM_ACCESS", "memory"],
  ["arm", "MEMORY_ERROR", "memory"],
  ["arm", "BUS_ACCESS_RD", "bus"],
  ["arm", "L2_CHI_CBUSY0", "bus"],
  ["arm", "STALL_BACKEND_MEM", "latency"],
  ["arm", "SAMPLE_POP", "platform"],
  ["arm", "TRCEXTOUT0", "platform"],
  ["arm", "L2D_CACHE_REFILL", own],
  ["arm", "L2D_TLB_REFILL", own],
  ["arm", "L1D_CACHE_REFILL", own],
  ["arm", "STALL_BACKEND_MEMBOUND", own],
  ["arm", "STALL_SLOT", own],
];

for (const [vendor, name, eventClass] of names) {
  test(`${vendor}: ${name} is of ${eventClass ?? "its core"}`, (t) => {
    t.is(classOf(vendor, name, { sharedL2: false }), eventClass);
    const shared = eventClass !== undefined && isShared(eventClass) ? eventClass : undefined;
    t.is(sharedResourceOf(vendor, name), shared);
  });
}

const ofL2: readonly [vendor: CpuVendor, name: string][] = [
  ["intel", "L2_REQUEST.MISS"],
  ["intel", "MEM_LOAD_UOPS_RETIRED.L2_HIT"],
  ["intel", "MEM_BOUND_STALLS_LOAD.L2_MISS"],
  ["arm", "L2D_CACHE_REFILL"],
];

for (const [vendor, name] of ofL2) {
  test(`${vendor}: ${name} is shared where the L2 is`, (t) => {
    t.is(sharedResourceOf(vendor, name, { sharedL2: true }), "shared-l2");
    t.is(sharedResourceOf(vendor, name, { sharedL2: false }), undefined);
  });
}

test("a second-level TLB is a core's own everywhere", (t) => {
  t.is(sharedResourceOf("arm", "L2D_TLB_REFILL", { sharedL2: true }), undefined);
});

const cores: readonly [vendor: CpuVendor, name: string, sharedL2: boolean][] = [
  ["intel", "HSX", false],
  ["intel", "SPR", false],
  ["intel", "WSM-EP-DP", false],
  ["intel", "BDW-DE", false],
  ["intel", "LNL-core", false],
  ["intel", "LNL-atom", true],
  ["intel", "SRF", true],
  ["intel", "GLP", true],
  ["intel", "SLM", true],
  ["intel", "NVL-core", true],
  ["intel", "yet-to-come", true],
  ["amd", "zen5", false],
  ["amd", "fam10h", false],
  ["amd", "fam15h", true],
  ["amd", "fam16h", true],
  ["arm", "neoverse-n1", false],
  ["arm", "neoverse-v3", false],
  ["arm", "neoverse-e1", true],
  ["arm", "arm64", true],
];

for (const [vendor, name, sharedL2] of cores) {
  test(`the L2 of ${name} is ${sharedL2 ? "" : "not "}shared`, (t) => {
    t.is(coreTraits({ vendor, name }).sharedL2, sharedL2);
  });
}
