import { type Entry, isExact } from "../filter/entry.ts";
import type { Filter } from "../filter/filter.ts";
import { type VendorWidths, widestWidths } from "../filter/vendor.ts";
import { checkQemuObject } from "./check-qemu-object.ts";
import { checkedFilter } from "./checked-filter.ts";
import { filterFromKvmStruct } from "./kvm-filter.ts";
import { kvmStructFromQemuObject } from "./qemu-kvm.ts";
import type { QemuEvent, QemuObject } from "./qemu-object.ts";

/**
 * The filter as a QEMU object, in canonical order and without duplicates: select and umask if all
 * entries are exact; otherwise masked entries throughout, as QEMU does not mix them, which loses
 * nothing. Members that would be empty are left out.
 *
 * @throws {PmuFilterError} QEMU_ID_INVALID, QEMU_FILTER_EMPTY, SELECT_OUT_OF_RANGE,
 *   UMASK_OUT_OF_RANGE, MATCH_OUTSIDE_MASK, BITMAP_OUT_OF_RANGE, TOO_MANY_ENTRIES.
 */
export function qemuObjectFromFilter(
  filter: Filter,
  id: string,
  widths: VendorWidths = widestWidths,
): QemuObject {
  const { action, entries, fixedCounters } = checkedFilter(filter, widths);
  const format = entries.every(isExact) ? selectUmask : maskedEntry;
  const object: QemuObject = {
    "qom-type": "kvm-pmu-filter",
    id,
    action,
    ...(fixedCounters === 0 ? {} : { "x86-fixed-counter": fixedCounters }),
    ...(entries.length === 0 ? {} : { events: entries.map(format) }),
  };
  checkQemuObject(object, widths);
  return object;
}

/**
 * The filter that an object gives its VM, with its entries in the object's order.
 *
 * @throws {PmuFilterError} as {@link kvmStructFromQemuObject}.
 */
export function filterFromQemuObject(
  object: QemuObject,
  widths: VendorWidths = widestWidths,
): Filter {
  return filterFromKvmStruct(kvmStructFromQemuObject(object, widths), widths);
}

function selectUmask(entry: Entry): QemuEvent {
  return { format: "x86-select-umask", select: entry.select, umask: entry.match };
}

function maskedEntry({ select, match, mask, exclude }: Entry): QemuEvent {
  return { format: "x86-masked-entry", select, match, mask, exclude };
}
