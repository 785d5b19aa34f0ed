import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { checkFixedCounters } from "../filter/check-entry.ts";
import { hexadecimal } from "../filter/hexadecimal.ts";
import type { VendorWidths } from "../filter/vendor.ts";
import { checkEventCount } from "./event-count.ts";
import { kvmAbi } from "./kvm-abi.ts";
import type { KvmHeader, KvmPmuEventFilter } from "./kvm-struct.ts";
import { checkStrayBits, checkU64 } from "./stray-bits.ts";

/**
 * Refuses what a kernel on CPUs of these widths refuses, in the kernel's order (arch/x86/kvm/pmu.c,
 * kvm_vm_ioctl_set_pmu_event_filter()).
 *
 * @throws {PmuFilterError} KVM_ACTION_INVALID, KVM_FLAGS_INVALID, TOO_MANY_ENTRIES,
 *   KVM_ENTRY_STRAY_BITS; and BITMAP_OUT_OF_RANGE for what is not a u32.
 */
export function checkKvmStruct(struct: KvmPmuEventFilter, widths: VendorWidths): void {
  checkKvmHeader({ ...struct, nevents: struct.events.length });
  checkKvmTypes(struct);
  if (struct.flags !== kvmAbi.flagMaskedEvents) return;
  for (const event of struct.events) checkStrayBits(event, "masked", widths);
}

/**
 * Refuses what no kernel could come to see, as the members cannot hold it.
 *
 * @throws {PmuFilterError} BITMAP_OUT_OF_RANGE, KVM_ENTRY_STRAY_BITS for what is not a u64.
 */
export function checkKvmTypes(struct: KvmPmuEventFilter): void {
  checkFixedCounters(struct.fixedCounterBitmap);
  const form = struct.flags === kvmAbi.flagMaskedEvents ? "masked" : "raw";
  for (const event of struct.events) checkU64(event, form);
}

/** The part of {@link checkKvmStruct} that a kernel does before it reads the events. */
export function checkKvmHeader(header: KvmHeader): void {
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
  checkEventCount(header.nevents);
}
