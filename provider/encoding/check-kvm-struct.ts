import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { checkFixedCounters } from "../filter/check-entry.ts";
import { hexadecimal } from "../filter/hexadecimal.ts";
import type { VendorWidths } from "../filter/vendor.ts";
import { checkEventCount } from "./event-count.ts";
import { kvmAbi } from "./kvm-abi.ts";
import type { KvmPmuEventFilter } from "./kvm-struct.ts";
import { checkStrayBits } from "./stray-bits.ts";

/**
 * Refuses what a kernel on CPUs of these widths refuses, in the kernel's order (arch/x86/kvm/pmu.c,
 * kvm_vm_ioctl_set_pmu_event_filter()).
 *
 * @throws {PmuFilterError} KVM_ACTION_INVALID, KVM_FLAGS_INVALID, TOO_MANY_ENTRIES,
 *   KVM_ENTRY_STRAY_BITS; and BITMAP_OUT_OF_RANGE for what is not a u32.
 */
export function checkKvmStruct(struct: KvmPmuEventFilter, widths: VendorWidths): void {
  checkKvmHeader(struct, struct.events.length);
  checkFixedCounters(struct.fixedCounterBitmap);
  const masked = struct.flags === kvmAbi.flagMaskedEvents;
  for (const event of struct.events) {
    if (masked) checkStrayBits(event, "masked", widths);
    // A kernel takes any raw u64; anything else is no u64 at all.
    else if (BigInt.asUintN(64, event) !== event) checkStrayBits(event, "raw", widths);
  }
}

/** The part of {@link checkKvmStruct} that a kernel does before it reads the events. */
export function checkKvmHeader(header: Omit<KvmPmuEventFilter, "events">, nevents: number): void {
  if (header.action !== kvmAbi.actionAllow && header.action !== kvmAbi.actionDeny) {
    throw new PmuFilterError(
      "KVM_ACTION_INVALID",
      `The KVM filter struct's action is ${header.action}.`,
      { hint: "Actions are 0 (allow) and 1 (deny)." },
    );
  }
  if (header.flags !== 0 && header.flags !== kvmAbi.flagMaskedEvents) {
    throw new PmuFilterError(
      "KVM_FLAGS_INVALID",
      `The KVM filter struct's flags are ${hexadecimal(header.flags)}.`,
      { hint: "Only bit 0 (masked events) is defined." },
    );
  }
  checkEventCount(nevents);
}
