import { isAllowed } from "./arm64-event-counts.ts";
import type { Arm64Filter } from "./arm64-filter.ts";
import { type EventBits, lastEvent } from "./event-space.ts";

/**
 * Whether a common event keeps its bit in the guest's PMCEID0_EL0 or PMCEID1_EL0, where KVM sets it
 * without a filter; perf in the guest prints `<not supported>` for an event without. `undefined` for an event
 * that has no such bit: only 0x00-0x3f and 0x4000-0x403f have one.
 *
 * The bits follow the filter alone, so a denied SW_INCR or CHAIN loses its bit and counts all the
 * same. Where the VM's own PMU version has events of 10 bits (`guestBits`), any filter takes the bits
 * of 0x4000-0x403f away. Filter or not, KVM never sets those of 0x3d-0x3f, STALL_SLOT and its like,
 * unless the VM has the feature KVM_ARM_VCPU_PMU_V3_STRICT.
 *
 * Source: kernel, arch/arm64/kvm/pmu-emul.c, kvm_pmu_get_pmceid() and compute_pmceid1().
 */
export function pmceidBitKept(
  filter: Arm64Filter | undefined,
  event: number,
  guestBits: EventBits = 16,
): boolean | undefined {
  if (!hasPmceidBit(event)) return undefined;
  return filter === undefined || (event <= lastEvent(guestBits) && isAllowed(filter, event));
}

function hasPmceidBit(event: number): boolean {
  return (event & ~0x3f) === 0 || (event & ~0x3f) === 0x4000;
}
