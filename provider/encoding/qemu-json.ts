import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { type VendorWidths, widestWidths } from "../filter/vendor.ts";
import { checkQemuObject } from "./check-qemu-object.ts";
import { readExactJson } from "./exact-json.ts";
import type { QemuEvent, QemuObject } from "./qemu-object.ts";
import { readQemuObject } from "./read-qemu-object.ts";

/**
 * The object as the value of `-object`: compact JSON, keys in QEMU's order, 64-bit codes as exact
 * integer literals. Equal objects give equal text.
 *
 * @throws {PmuFilterError} for an object that QEMU or the kernel would refuse (see kvmStructFromQemuObject).
 */
export function encodeQemuJson(object: QemuObject, widths: VendorWidths = widestWidths): string {
  checkQemuObject(object, widths);
  const { id, action, "x86-fixed-counter": fixedCounters, events } = object;
  return JSON.stringify({
    "qom-type": "kvm-pmu-filter",
    id,
    action,
    "x86-fixed-counter": fixedCounters,
    events: events?.map(printable),
  });
}

/**
 * The object that a value of `-object` says. White space and the order of keys do not matter;
 * otherwise as strict as QEMU.
 *
 * @throws {PmuFilterError} QEMU_OBJECT_INVALID with the path of the key, and for an object that
 *   QEMU or the kernel would refuse (see kvmStructFromQemuObject).
 */
export function decodeQemuJson(text: string, widths: VendorWidths = widestWidths): QemuObject {
  if (!text.startsWith("{")) {
    throw new PmuFilterError("QEMU_OBJECT_INVALID", 'The QEMU object does not begin with "{".', {
      hint: "QEMU takes kvm-pmu-filter as JSON only, and JSON only without anything before it.",
    });
  }
  const object = readQemuObject(readExactJson(text, "The QEMU object"));
  checkQemuObject(object, widths);
  return object;
}

function printable(event: QemuEvent): object {
  switch (event.format) {
    case "raw":
      return { format: event.format, code: exactInteger(event.code) };
    case "x86-select-umask":
      return { format: event.format, select: event.select, umask: event.umask };
    case "x86-masked-entry": {
      const { format, select, match, mask, exclude } = event;
      return { format, select, match, mask, exclude };
    }
  }
}

/** An integer that JSON.stringify writes digit by digit: a number would lose bits above 2^53. */
function exactInteger(value: bigint): unknown {
  return (JSON as JsonWithRawJson).rawJSON(String(value));
}

/** JSON.rawJSON of the "JSON.parse source text access" proposal: in Node since 21, in no lib yet. */
interface JsonWithRawJson extends JSON {
  rawJSON(text: string): unknown;
}
