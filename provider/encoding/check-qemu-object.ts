import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { checkEntry, checkFixedCounters, checkSelect, checkUmask } from "../filter/check-entry.ts";
import { exactEntry } from "../filter/entry.ts";
import type { VendorWidths } from "../filter/vendor.ts";
import { checkEventCount } from "./event-count.ts";
import { checkQemuId } from "./qemu-id.ts";
import type { QemuEvent, QemuObject } from "./qemu-object.ts";
import { checkStrayBits, checkU64 } from "./stray-bits.ts";

/**
 * Refuses an object that QEMU would refuse, that the kernel would refuse QEMU, or that has an event
 * which the kernel would drop silently.
 *
 * @throws {PmuFilterError} QEMU_ID_INVALID, BITMAP_OUT_OF_RANGE, SELECT_OUT_OF_RANGE,
 *   UMASK_OUT_OF_RANGE, MATCH_OUTSIDE_MASK, KVM_ENTRY_STRAY_BITS, QEMU_FORMATS_MIXED,
 *   QEMU_FILTER_EMPTY, TOO_MANY_ENTRIES.
 */
export function checkQemuObject(object: QemuObject, widths: VendorWidths): void {
  const { id, events = [], "x86-fixed-counter": bitmap = 0 } = object;
  checkQemuId(id);
  checkFixedCounters(bitmap);
  for (const event of events) checkQemuEvent(event, widths);
  checkContents(object);
  checkEventCount(events.length);
}

/**
 * Refuses an object that QEMU itself refuses, and nothing else.
 *
 * @throws {PmuFilterError} QEMU_ID_INVALID, BITMAP_OUT_OF_RANGE, SELECT_OUT_OF_RANGE,
 *   UMASK_OUT_OF_RANGE, KVM_ENTRY_STRAY_BITS (more than 64 bits), QEMU_FORMATS_MIXED,
 *   QEMU_FILTER_EMPTY.
 */
export function checkByQemu(object: QemuObject): void {
  const { id, events = [], "x86-fixed-counter": bitmap = 0 } = object;
  checkQemuId(id);
  checkFixedCounters(bitmap);
  for (const event of events) checkMembers(event);
  checkContents(object);
}

function checkContents(object: QemuObject): void {
  const { id, events = [], "x86-fixed-counter": bitmap = 0 } = object;
  checkFormats(id, events);
  if (events.length === 0 && bitmap === 0) throw empty(object);
}

function checkMembers(event: QemuEvent): void {
  switch (event.format) {
    case "raw":
      checkU64(event.code, "raw");
      break;
    case "x86-select-umask":
      checkSelect(event.select);
      checkUmask("umask", event.umask);
      break;
    case "x86-masked-entry":
      checkSelect(event.select);
      checkUmask("mask", event.mask);
      checkUmask("match", event.match);
      break;
  }
}

function checkQemuEvent(event: QemuEvent, widths: VendorWidths): void {
  switch (event.format) {
    case "raw":
      checkStrayBits(event.code, "raw", widths);
      break;
    case "x86-select-umask":
      checkEntry(exactEntry(event.select, event.umask), widths);
      break;
    case "x86-masked-entry":
      checkEntry(event, widths);
      break;
  }
}

function checkFormats(id: string, events: readonly QemuEvent[]): void {
  const masked = events.filter((event) => event.format === "x86-masked-entry").length;
  if (masked === 0 || masked === events.length) return;
  throw new PmuFilterError(
    "QEMU_FORMATS_MIXED",
    `The QEMU object ${id} mixes ${masked} masked entries with ${events.length - masked} events ` +
      "of other formats, which QEMU refuses.",
    { hint: "Write the others as masked entries too: mask 255, match the umask, exclude false." },
  );
}

function empty({ id, action }: QemuObject): PmuFilterError {
  return new PmuFilterError(
    "QEMU_FILTER_EMPTY",
    `The QEMU object ${id} has no events and no fixed counters, which QEMU refuses.`,
    {
      hint:
        action === "deny"
          ? "To deny nothing, give the VM no filter at all."
          : "To allow nothing, list one unused event, or switch the PMU off (-cpu ...,pmu=off).",
    },
  );
}
