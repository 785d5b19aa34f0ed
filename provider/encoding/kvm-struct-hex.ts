import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import type { VendorWidths } from "../filter/vendor.ts";
import { decodeKvmStruct, encodeKvmStruct, type KvmPmuEventFilter } from "./kvm-struct.ts";

/** {@link encodeKvmStruct} as text: two lower-case hexadecimal digits per byte, nothing between. */
export function encodeKvmStructHex(struct: KvmPmuEventFilter, widths?: VendorWidths): string {
  return Buffer.from(encodeKvmStruct(struct, widths)).toString("hex");
}

/**
 * {@link decodeKvmStruct} from text. Upper case and white space between bytes are fine.
 *
 * @throws {PmuFilterError} KVM_HEX_INVALID for anything else, and what decodeKvmStruct throws.
 */
export function decodeKvmStructHex(text: string, widths?: VendorWidths): KvmPmuEventFilter {
  if (!/^\s*(?:[0-9a-f]{2}\s*)*$/i.test(text)) {
    throw new PmuFilterError("KVM_HEX_INVALID", "The KVM filter struct is not hexadecimal bytes.", {
      hint: "Write two hexadecimal digits per byte, in the order of memory, without 0x.",
    });
  }
  return decodeKvmStruct(Buffer.from(text.replaceAll(/\s/g, ""), "hex"), widths);
}
