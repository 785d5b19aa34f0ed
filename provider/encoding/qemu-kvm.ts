import { actions } from "../filter/filter.ts";
import { type VendorWidths, widestWidths } from "../filter/vendor.ts";
import { checkByQemu, checkQemuObject } from "./check-qemu-object.ts";
import { kvmAbi } from "./kvm-abi.ts";
import type { KvmPmuEventFilter } from "./kvm-struct.ts";
import { packMaskedEvent } from "./masked-event.ts";
import type { QemuEvent, QemuObject } from "./qemu-object.ts";
import { encodeSelectUmask } from "./select-umask.ts";

/**
 * The struct that QEMU hands to KVM for an object, if all of it comes to be as it is written.
 *
 * @throws {PmuFilterError} for an object that QEMU or the kernel would refuse or not take as
 *   written: QEMU_ID_INVALID, BITMAP_OUT_OF_RANGE, SELECT_OUT_OF_RANGE, UMASK_OUT_OF_RANGE,
 *   MATCH_OUTSIDE_MASK, KVM_ENTRY_STRAY_BITS, QEMU_FORMATS_MIXED, QEMU_FILTER_EMPTY,
 *   TOO_MANY_ENTRIES.
 */
export function kvmStructFromQemuObject(
  object: QemuObject,
  widths: VendorWidths = widestWidths,
): KvmPmuEventFilter {
  checkQemuObject(object, widths);
  return kvmStructByQemu(object);
}

/**
 * The struct that QEMU hands to KVM for an object, whatever KVM makes of it: events in the object's
 * order, the flag from the first one (series of April 2025, accel/kvm and target/i386/kvm/kvm.c).
 * judgeKvmStruct tells what KVM makes of it.
 *
 * @throws {PmuFilterError} for what QEMU itself refuses: QEMU_ID_INVALID, BITMAP_OUT_OF_RANGE,
 *   SELECT_OUT_OF_RANGE, UMASK_OUT_OF_RANGE, KVM_ENTRY_STRAY_BITS (more than 64 bits),
 *   QEMU_FORMATS_MIXED, QEMU_FILTER_EMPTY.
 */
export function kvmStructByQemu(object: QemuObject): KvmPmuEventFilter {
  checkByQemu(object);
  const { action, events = [], "x86-fixed-counter": fixedCounterBitmap = 0 } = object;
  const masked = events[0]?.format === "x86-masked-entry";
  return {
    action: actions.indexOf(action),
    flags: masked ? kvmAbi.flagMaskedEvents : 0,
    fixedCounterBitmap,
    events: events.map(encodeQemuEvent),
  };
}

function encodeQemuEvent(event: QemuEvent): bigint {
  switch (event.format) {
    case "raw":
      return event.code;
    case "x86-select-umask":
      return encodeSelectUmask(event.select, event.umask);
    case "x86-masked-entry":
      return packMaskedEvent(event);
  }
}
