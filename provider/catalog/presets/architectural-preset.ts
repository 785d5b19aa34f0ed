import type { FixedCounter } from "../../filter/fixed-counter.ts";
import type { CpuVendor } from "../cpu.ts";
import type { EventCode } from "../event-code.ts";

/** An event that every guest may count. */
export interface ArchitecturalEvent {
  readonly codes: readonly EventCode[];
  /** Intel: the fixed counter beside it, where a guest's perf looks first. */
  readonly fixedCounter?: FixedCounter;
  readonly why: string;
  /**
   * A core type has the event if its table has a name of this pattern for it; absent if every core
   * type has it.
   */
  readonly whereNamed?: RegExp;
}

/**
 * The preset `architectural`. Sources: Intel SDM, volume 3, "Pre-defined Architectural Performance
 * Events"; kernel, arch/x86/events/amd/core.c, amd_zen*_perfmon_event_map; Arm Architecture Reference
 * Manual, "Common architectural and microarchitectural events".
 */
export const architecturalPreset: Readonly<Record<CpuVendor, readonly ArchitecturalEvent[]>> = {
  intel: [
    {
      codes: ["c0/00"],
      fixedCounter: "instructions",
      why: "Instructions retired, architectural event 1 and fixed counter 0: the guest's own work.",
    },
    {
      codes: ["3c/00"],
      fixedCounter: "cycles",
      why: "Core cycles, architectural event 0 and fixed counter 1: without them no rate can be told.",
    },
    {
      codes: ["3c/01"],
      fixedCounter: "ref-cycles",
      why: "Reference cycles, architectural event 2 and fixed counter 2: time at a constant rate, which the guest has by its clock.",
    },
    {
      codes: ["c4/00"],
      why: "Branches retired, architectural event 5: the guest's own code.",
    },
    {
      codes: ["c5/00"],
      why: "Mispredicted branches retired, architectural event 6: of the guest's own branches.",
    },
    {
      codes: ["a4/01"],
      fixedCounter: "slots",
      why: "Top-down slots, architectural event 7 and fixed counter 3: cycles times the core's width.",
      // On Haswell to Cascade Lake the code is undefined.
      whereNamed: /^TOPDOWN\.SLOTS/,
    },
  ],
  amd: [
    { codes: ["c0/00"], why: "Instructions retired: the guest's own work." },
    { codes: ["76/00"], why: "Core cycles: without them no rate can be told." },
    {
      codes: ["120/01"],
      why: "Cycles at the P0 frequency: time at a constant rate, which the guest has by its clock.",
      whereNamed: /^ls_not_halted_p0_cyc\b/,
    },
    { codes: ["c2/00"], why: "Branches retired: the guest's own code." },
    { codes: ["c3/00"], why: "Mispredicted branches retired: of the guest's own branches." },
  ],
  arm: [
    { codes: ["0008"], why: "INST_RETIRED, instructions: the guest's own work." },
    {
      codes: ["0011"],
      why: "CPU_CYCLES, which the cycle counter obeys, too: without them no rate can be told.",
    },
    {
      codes: ["4004"],
      why: "CNT_CYCLES, cycles of the constant-rate counter, which the guest can read anyway.",
      whereNamed: /^CNT_CYCLES$/,
    },
    {
      codes: ["000c", "0021"],
      why: "PC_WRITE_RETIRED and BR_RETIRED: what perf calls branches, before and since Linux 6.12.",
    },
    {
      codes: ["0010", "0012"],
      why: "BR_MIS_PRED and BR_PRED: branch misses in perf on every core, and what they are part of.",
    },
    { codes: ["0022"], why: "BR_MIS_PRED_RETIRED: mispredicted branches of the guest's own code." },
    {
      codes: ["0023", "0024"],
      why: "STALL_FRONTEND and STALL_BACKEND: the coarse division of cycles, without saying what they wait for.",
    },
    {
      codes: ["003a", "003b"],
      why: "OP_RETIRED and OP_SPEC: with the slots, the first level of top-down.",
      whereNamed: /^OP_(?:RETIRED|SPEC)$/,
    },
    {
      codes: ["003d", "003e", "003f"],
      why: "STALL_SLOT_BACKEND, STALL_SLOT_FRONTEND and STALL_SLOT: Arm's top-down slots. Filter or not, KVM clears their bits in PMCEID unless the VM has KVM_ARM_VCPU_PMU_V3_STRICT; by number they count all the same.",
      whereNamed: /^STALL_SLOT/,
    },
  ],
};
