import { checkSelect, checkUmask } from "../filter/check-entry.ts";
import type { GuestEvent } from "../filter/listed.ts";
import { type VendorWidths, widestWidths } from "../filter/vendor.ts";
import { decodeSelect, decodeUmask, encodeSelectUmask } from "./select-umask.ts";
import { checkStrayBits } from "./stray-bits.ts";

/**
 * The raw form of an event: a u64 of events[] in a filter with flags 0. It matches exactly this
 * select and umask.
 *
 * @throws {PmuFilterError} SELECT_OUT_OF_RANGE, UMASK_OUT_OF_RANGE.
 */
export function encodeRawEvent(event: GuestEvent, widths: VendorWidths = widestWidths): bigint {
  checkSelect(event.select, widths);
  checkUmask("umask", event.umask);
  return encodeSelectUmask(event.select, event.umask);
}

/**
 * The event that a raw code names.
 *
 * @throws {PmuFilterError} KVM_ENTRY_STRAY_BITS for a code that a kernel would drop silently.
 */
export function decodeRawEvent(code: bigint, widths: VendorWidths = widestWidths): GuestEvent {
  checkStrayBits(code, "raw", widths);
  return { select: decodeSelect(code), umask: decodeUmask(code) };
}
