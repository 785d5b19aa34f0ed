import { type Entry, exactEntry, isExact } from "../filter/entry.ts";
import { actions, type Filter } from "../filter/filter.ts";
import { type VendorWidths, widestWidths } from "../filter/vendor.ts";
import { checkKvmStruct } from "./check-kvm-struct.ts";
import { checkedFilter } from "./checked-filter.ts";
import { kvmAbi } from "./kvm-abi.ts";
import type { KvmPmuEventFilter } from "./kvm-struct.ts";
import { decodeMaskedEvent, encodeMaskedEvent } from "./masked-event.ts";
import { decodeRawEvent, encodeRawEvent } from "./raw-event.ts";

/**
 * The filter as KVM takes it, in canonical order and without duplicates. Raw events if all entries
 * are exact; otherwise masked entries throughout, as KVM does not mix them, which loses nothing.
 *
 * @throws {PmuFilterError} SELECT_OUT_OF_RANGE, UMASK_OUT_OF_RANGE, MATCH_OUTSIDE_MASK,
 *   BITMAP_OUT_OF_RANGE, TOO_MANY_ENTRIES.
 */
export function kvmStructFromFilter(
  filter: Filter,
  widths: VendorWidths = widestWidths,
): KvmPmuEventFilter {
  const { action, entries, fixedCounters } = checkedFilter(filter, widths);
  const raw = entries.every(isExact);
  return {
    action: actions.indexOf(action),
    flags: raw ? 0 : kvmAbi.flagMaskedEvents,
    fixedCounterBitmap: fixedCounters,
    events: entries.map((entry) =>
      raw
        ? encodeRawEvent({ select: entry.select, umask: entry.match }, widths)
        : encodeMaskedEvent(entry, widths),
    ),
  };
}

/**
 * The filter that a struct says, with its entries in the struct's order.
 *
 * @throws {PmuFilterError} for what a kernel refuses (see encodeKvmStruct), and
 *   KVM_ENTRY_STRAY_BITS for a raw event that a kernel would drop silently.
 */
export function filterFromKvmStruct(
  struct: KvmPmuEventFilter,
  widths: VendorWidths = widestWidths,
): Filter {
  checkKvmStruct(struct, widths);
  return {
    action: struct.action === kvmAbi.actionAllow ? "allow" : "deny",
    entries: struct.events.map((code) => decodeEvent(code, struct.flags, widths)),
    fixedCounters: struct.fixedCounterBitmap,
  };
}

function decodeEvent(code: bigint, flags: number, widths: VendorWidths): Entry {
  if (flags === kvmAbi.flagMaskedEvents) return decodeMaskedEvent(code, widths);
  const { select, umask } = decodeRawEvent(code, widths);
  return exactEntry(select, umask);
}
