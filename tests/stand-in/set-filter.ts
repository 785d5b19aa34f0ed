import type { PmuFilterObject } from "./pmu-filter-object.ts";
import { QemuError } from "./qemu-error.ts";

/** struct kvm_pmu_event_filter as it reaches the kernel, without its padding. */
export interface KernelFilter {
  readonly action: number;
  readonly nevents: number;
  readonly fixed_counter_bitmap: number;
  readonly flags: number;
  /** 64-bit numbers, "0x.." in lower case. */
  readonly events: readonly string[];
}

/**
 * Gives a VM the filter of the object that its accelerator links to: what QEMU checks of a linked
 * object, and what the kernel of a host with AMD's 12-bit selects answers.
 *
 * @throws QemuError
 */
export function setFilter({ action, fixedCounter, events }: PmuFilterObject): KernelFilter {
  if (events.length === 0 && fixedCounter === 0n) throw new QemuError("Empty KVM PMU filter.");
  if (new Set(events.map(({ masked }) => masked)).size > 1) {
    throw new QemuError("Masked entry format cannot be mixed with other formats.");
  }
  // The limit is the kernel's (KVM_PMU_EVENT_FILTER_MAX_EVENTS); QEMU only passes its answer on.
  if (events.length > 300) {
    throw new QemuError(
      "KVM_SET_PMU_EVENT_FILTER fails (Argument list too long)",
      "Could not set KVM PMU filter",
      "failed to initialize kvm: Invalid argument",
    );
  }
  return {
    action: action === "allow" ? 0 : 1,
    nevents: events.length,
    fixed_counter_bitmap: Number(fixedCounter),
    flags: events[0]?.masked ? 1 : 0,
    events: events.map(({ code }) => `0x${code.toString(16)}`),
  };
}
