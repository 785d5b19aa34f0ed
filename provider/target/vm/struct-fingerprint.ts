import { createHash } from "node:crypto";
import { bytesFromHex } from "../../encoding/hex-bytes.ts";
import { encodeKvmStructHex } from "../../encoding/kvm-struct-hex.ts";

/**
 * The fingerprint of a filter in a VM: the first 16 hexadecimal digits of the SHA-256 of its struct's
 * bytes.
 *
 * @param kvmStruct - struct kvm_pmu_event_filter, in hexadecimal
 */
export function structFingerprint(kvmStruct: string): string {
  const bytes = bytesFromHex(kvmStruct, "The filter");
  return shortFingerprint(createHash("sha256").update(bytes).digest("hex"));
}

/** The same from the whole SHA-256, as kvm-pmu-filter tells it. */
export function shortFingerprint(sha256: string): string {
  return sha256.slice(0, 16);
}

/** That of the filter that denies nothing, which `kvm-pmu-filter clear` sets. */
export const clearedFingerprint = structFingerprint(
  encodeKvmStructHex({ action: 1, flags: 0, fixedCounterBitmap: 0, events: [] }),
);
