import type { VendorWidths } from "../filter/vendor.ts";
import { bytesFromHex, hexFromBytes } from "./hex-bytes.ts";
import { decodeKvmStruct, encodeKvmStruct, type KvmPmuEventFilter } from "./kvm-struct.ts";

/** {@link encodeKvmStruct} as text: two lower-case hexadecimal digits per byte, nothing between. */
export function encodeKvmStructHex(struct: KvmPmuEventFilter, widths?: VendorWidths): string {
  return hexFromBytes(encodeKvmStruct(struct, widths));
}

/**
 * {@link decodeKvmStruct} from text. Upper case and white space between bytes are fine.
 *
 * @throws {PmuFilterError} KVM_HEX_INVALID for anything else, and what decodeKvmStruct throws.
 */
export function decodeKvmStructHex(text: string, widths?: VendorWidths): KvmPmuEventFilter {
  return decodeKvmStruct(bytesFromHex(text, "The KVM filter struct"), widths);
}
