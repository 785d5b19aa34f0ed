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
  // Piece by piece: a pattern for all of a long text would exhaust the stack.
  const pieces = text.split(/\s+/);
  if (!pieces.every((piece) => piece.length % 2 === 0 && /^[0-9a-f]*$/i.test(piece))) {
    throw new PmuFilterError("KVM_HEX_INVALID", `${what} is not hexadecimal bytes.`, {
      hint: "Write two hexadecimal digits per byte, in the order of memory, without 0x.",
    });
  }
  return Buffer.from(pieces.join(""), "hex");
}
