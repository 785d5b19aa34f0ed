import { PmuFilterError } from "../errors/pmu-filter-error.ts";

/** Bytes as text: two lower-case hexadecimal digits per byte, nothing between. */
export function hexFromBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/**
 * Bytes from text; upper case and white space between bytes are fine. `what` begins the message.
 *
 * @throws {PmuFilterError} KVM_HEX_INVALID for anything else.
 */
export function bytesFromHex(text: string, what: string): Uint8Array {
  if (!/^\s*(?:[0-9a-f]{2}\s*)*$/i.test(text)) {
    throw new PmuFilterError("KVM_HEX_INVALID", `${what} is not hexadecimal bytes.`, {
      hint: "Write two hexadecimal digits per byte, in the order of memory, without 0x.",
    });
  }
  return Buffer.from(text.replaceAll(/\s/g, ""), "hex");
}
