import { checkEntry } from "../filter/check-entry.ts";
import type { Entry } from "../filter/entry.ts";
import { type VendorWidths, widestWidths } from "../filter/vendor.ts";
import { kvmEventBits } from "./kvm-abi.ts";
import { decodeSelect, decodeUmask, encodeSelectUmask } from "./select-umask.ts";
import { checkStrayBits } from "./stray-bits.ts";

/**
 * The masked form of an entry: a u64 of events[] in a filter with KVM_PMU_EVENT_FLAG_MASKED_EVENTS.
 * Any entry has one; an exact entry's mask is 0xff.
 *
 * @throws {PmuFilterError} SELECT_OUT_OF_RANGE, UMASK_OUT_OF_RANGE, MATCH_OUTSIDE_MASK.
 */
export function encodeMaskedEvent(entry: Entry, widths: VendorWidths = widestWidths): bigint {
  checkEntry(entry, widths);
  return packMaskedEvent(entry);
}

/** The members at their places, as KVM_PMU_ENCODE_MASKED_ENTRY puts them; for numbers in range. */
export function packMaskedEvent(entry: Entry): bigint {
  return (
    encodeSelectUmask(entry.select, entry.match) |
    (BigInt(entry.mask) << kvmEventBits.mask) |
    (BigInt(entry.exclude) << kvmEventBits.exclude)
  );
}

/**
 * The entry that a masked code says. An entry with match bits outside its mask, which a kernel
 * takes and which matches nothing, is decoded as it is.
 *
 * @throws {PmuFilterError} KVM_ENTRY_STRAY_BITS for a code that a kernel would refuse.
 */
export function decodeMaskedEvent(code: bigint, widths: VendorWidths = widestWidths): Entry {
  checkStrayBits(code, "masked", widths);
  return {
    select: decodeSelect(code),
    mask: Number((code >> kvmEventBits.mask) & 0xffn),
    match: decodeUmask(code),
    exclude: ((code >> kvmEventBits.exclude) & 1n) === 1n,
  };
}
