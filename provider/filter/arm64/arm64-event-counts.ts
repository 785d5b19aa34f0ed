import type { Arm64Filter } from "./arm64-filter.ts";
import { isInRanges } from "./event-range.ts";
import { arm64CommonEvents, type EventBits, lastEvent } from "./event-space.ts";

/**
 * Whether an event counter of the guest that is set to this event counts under the filter;
 * `undefined` is a VM without a filter. Of the event number, KVM looks at as many bits as the
 * VM's own PMU version has, `guestBits`, which may be fewer than the host's. SW_INCR and CHAIN always count: they need no counter of the host.
 *
 * Source: kernel, arch/arm64/kvm/pmu-emul.c, kvm_pmu_create_perf_event();
 * Documentation/virt/kvm/devices/vcpu.rst, KVM_ARM_VCPU_PMU_V3_FILTER.
 */
export function arm64EventCounts(
  filter: Arm64Filter | undefined,
  event: number,
  guestBits: EventBits = 16,
): boolean {
  const seen = event & lastEvent(guestBits);
  const { swIncr, chain } = arm64CommonEvents;
  return seen === swIncr || seen === chain || isAllowed(filter, seen);
}

/** Whether the guest's cycle counter counts under the filter: it follows event 0x11, CPU_CYCLES. */
export function cycleCounterCounts(filter: Arm64Filter | undefined): boolean {
  return isAllowed(filter, arm64CommonEvents.cpuCycles);
}

/** Whether the event's bit is set in the bitmap that KVM makes of the filter. */
export function isAllowed(filter: Arm64Filter | undefined, event: number): boolean {
  return filter === undefined || isInRanges(filter.ranges, event) === (filter.action === "allow");
}
