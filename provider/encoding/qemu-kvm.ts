import { actions } from "../filter/filter.ts";
import { type VendorWidths, widestWidths } from "../filter/vendor.ts";
import { checkQemuObject } from "./check-qemu-object.ts";
import { kvmAbi } from "./kvm-abi.ts";
import type { KvmPmuEventFilter } from "./kvm-struct.ts";
import { encodeMaskedEvent } from "./masked-event.ts";
import type { QemuEvent, QemuObject } from "./qemu-object.ts";
import { encodeRawEvent } from "./raw-event.ts";

/**
 * The struct that QEMU hands to KVM for an object, events in the object's order: the flag is taken
 * from the first event, as QEMU does (series of April 2025, accel/kvm and target/i386/kvm/kvm.c).
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
  const { action, events = [], "x86-fixed-counter": fixedCounterBitmap = 0 } = object;
  const masked = events[0]?.format === "x86-masked-entry";
  return {
    action: actions.indexOf(action),
    flags: masked ? kvmAbi.flagMaskedEvents : 0,
    fixedCounterBitmap,
    events: events.map((event) => encodeQemuEvent(event, widths)),
  };
}

function encodeQemuEvent(event: QemuEvent, widths: VendorWidths): bigint {
  switch (event.format) {
    case "raw":
      return event.code;
    case "x86-select-umask":
      return encodeRawEvent(event, widths);
    case "x86-masked-entry":
      return encodeMaskedEvent(event, widths);
  }
}
