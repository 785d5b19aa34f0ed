import { arm64CallLayout as layout } from "../../../encoding/arm64/arm64-abi.ts";
import type { Arm64Call } from "../../../encoding/arm64/arm64-call.ts";
import { arm64CallsFromText } from "../../../encoding/arm64/arm64-text.ts";
import { bytesFromHex } from "../../../encoding/hex-bytes.ts";
import type { Remark } from "../../../encoding/vmm-command-line/vmm-start.ts";
import { PmuFilterError } from "../../../errors/pmu-filter-error.ts";
import type { Options } from "../../options/options.ts";
import { amount } from "../../output/amount.ts";
import type { FilterInput } from "../filter-input.ts";
import type { InputForm } from "../input-form.ts";
import type { Source } from "../source.ts";
import { arm64Input } from "./arm64-input.ts";

/**
 * Reads the calls of KVM_ARM_VCPU_PMU_V3_FILTER: 8 hexadecimal bytes each, in their order.
 *
 * @throws {PmuFilterError} KVM_HEX_INVALID, KVM_STRUCT_TRUNCATED; what the kernel has against a call
 *   is a verdict.
 */
export function readArm64Structs(source: Source, options: Options): FilterInput {
  const bytes = bytesFromHex(source.text, "The list of arm64 filter structs");
  if (bytes.length % layout.size !== 0) {
    throw new PmuFilterError(
      "KVM_STRUCT_TRUNCATED",
      `The list of arm64 filter structs has ${amount(bytes.length, "byte")}, no multiple of ${layout.size}.`,
      { hint: "Give 8 bytes per call: base_event, nevents, action and 3 bytes of pad." },
    );
  }
  return arm64Input(source, "arm64-structs", options, callsIn(bytes));
}

/**
 * Reads a text of QEMU's or kvmtool's patches; quotes around it are fine.
 *
 * @throws {PmuFilterError} ARM64_TEXT_INVALID, ARM64_RANGE_REVERSED.
 */
export function readArm64Text(source: Source, options: Options): FilterInput {
  const text = source.text.trim().replace(/^(["'])(.*)\1$/s, "$2");
  return arm64TextInput(source, "arm64-text", options, text);
}

/** The filter of such a text, wherever it stands. */
export function arm64TextInput(
  source: Source,
  form: InputForm,
  options: Options,
  text: string,
  remarks: readonly Remark[] = [],
): FilterInput {
  // All events of 16 bits can be read; whether the host has them is a verdict.
  return arm64Input(source, form, options, arm64CallsFromText(text), remarks);
}

function callsIn(bytes: Uint8Array): readonly Arm64Call[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / layout.size }, (_, index) => ({
    baseEvent: view.getUint16(index * layout.size + layout.baseEvent, true),
    nevents: view.getUint16(index * layout.size + layout.nevents, true),
    action: view.getUint8(index * layout.size + layout.action),
  }));
}
