import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { EventBits } from "../../filter/arm64/event-space.ts";
import { bytesFromHex, hexFromBytes } from "../hex-bytes.ts";
import { arm64CallLayout as layout } from "./arm64-abi.ts";
import { checkArm64Call } from "./check-arm64-call.ts";

/**
 * One call of KVM_SET_DEVICE_ATTR with KVM_ARM_VCPU_PMU_V3_FILTER: struct kvm_pmu_event_filter of
 * arm64 as data. It sets or clears the bits of `[baseEvent, baseEvent + nevents)` in the VM's bitmap;
 * the first call also decides for all other events, against its own action.
 */
export interface Arm64Call {
  /** u16. */
  readonly baseEvent: number;
  /** u16; 0 is fine and touches no event. */
  readonly nevents: number;
  /** u8: KVM_PMU_EVENT_ALLOW (0) or KVM_PMU_EVENT_DENY (1). */
  readonly action: number;
}

/**
 * The 8 bytes that the attribute's address points to, little endian.
 *
 * @throws {PmuFilterError} for what a kernel would refuse: KVM_ACTION_INVALID,
 *   ARM64_EVENT_OUT_OF_RANGE.
 */
export function encodeArm64Call(call: Arm64Call, bits: EventBits = 16): Uint8Array {
  checkArm64Call(call, bits);
  const bytes = new Uint8Array(layout.size);
  const view = new DataView(bytes.buffer);
  view.setUint16(layout.baseEvent, call.baseEvent, true);
  view.setUint16(layout.nevents, call.nevents, true);
  view.setUint8(layout.action, call.action);
  return bytes;
}

/**
 * What the first 8 bytes say, read as a kernel reads them: the pad is not looked at.
 *
 * @throws {PmuFilterError} KVM_STRUCT_TRUNCATED, and for what a kernel would refuse (see
 *   {@link encodeArm64Call}).
 */
export function decodeArm64Call(bytes: Uint8Array, bits: EventBits = 16): Arm64Call {
  if (bytes.length < layout.size) {
    throw new PmuFilterError(
      "KVM_STRUCT_TRUNCATED",
      `The arm64 filter struct has ${bytes.length} bytes, but needs ${layout.size}.`,
      { hint: "Give the whole struct: base_event, nevents, action and 3 bytes of pad." },
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const call = {
    baseEvent: view.getUint16(layout.baseEvent, true),
    nevents: view.getUint16(layout.nevents, true),
    action: view.getUint8(layout.action),
  };
  checkArm64Call(call, bits);
  return call;
}

/** {@link encodeArm64Call} as text: 16 lower-case hexadecimal digits. */
export function encodeArm64CallHex(call: Arm64Call, bits: EventBits = 16): string {
  return hexFromBytes(encodeArm64Call(call, bits));
}

/**
 * {@link decodeArm64Call} from text. Upper case and white space between bytes are fine.
 *
 * @throws {PmuFilterError} KVM_HEX_INVALID for anything else, and what decodeArm64Call throws.
 */
export function decodeArm64CallHex(text: string, bits: EventBits = 16): Arm64Call {
  return decodeArm64Call(bytesFromHex(text, "The arm64 filter struct"), bits);
}
