/**
 * How many bits an event number of a PMU has: 10 on PMUv3 of Armv8.0, 16 from PMUv3p1 (Armv8.1) on.
 * Which events a filter call may name goes by the host's version; what a guest's counters count and
 * its PMCEID registers say goes by the VM's, ID_AA64DFR0_EL1.PMUVer, which a VMM can set lower
 * (kernel, arch/arm64/kvm/pmu-emul.c, kvm_arm_pmu_v3_set_attr() and kvm_pmu_event_mask()).
 */
export type EventBits = 10 | 16;

/** Both widths. */
export const eventBits = [10, 16] as const satisfies readonly EventBits[];

/** The last event number of a space: 0x3ff or 0xffff. */
export function lastEvent(bits: EventBits): number {
  return 2 ** bits - 1;
}

/**
 * The common events that KVM treats apart (Arm Architecture Reference Manual, "Common event
 * numbers").
 */
export const arm64CommonEvents = {
  /** SW_INCR: the guest's own writes; never filtered when counting. */
  swIncr: 0x00,
  /** CPU_CYCLES; its place in the filter decides for the cycle counter, too. */
  cpuCycles: 0x11,
  /** CHAIN: makes a pair of counters one of 64 bits; never filtered when counting. */
  chain: 0x1e,
} as const;
