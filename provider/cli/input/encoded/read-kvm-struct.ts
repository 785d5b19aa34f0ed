import { bytesFromHex } from "../../../encoding/hex-bytes.ts";
import { kvmStructLayout as layout } from "../../../encoding/kvm-abi.ts";
import { judgeKvmBytes } from "../../../encoding/kvm-verdict.ts";
import type { Options } from "../../options/options.ts";
import type { FilterInput } from "../filter-input.ts";
import type { Source } from "../source.ts";
import { x86Input } from "./x86-input.ts";

/**
 * Reads the struct of KVM_SET_PMU_EVENT_FILTER, as hexadecimal bytes.
 *
 * @throws {PmuFilterError} KVM_HEX_INVALID; what the kernel has against it is a verdict.
 */
export function readKvmStruct(source: Source, options: Options): FilterInput {
  const bytes = bytesFromHex(source.text, "The KVM filter struct");
  return x86Input(source, "kvm-struct", options, {
    codes: codesIn(bytes),
    judge: (widths) => judgeKvmBytes(bytes, widths),
  });
}

/** The events of a struct, as many as there are whole ones. */
function codesIn(bytes: Uint8Array): readonly bigint[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.max(0, Math.floor((bytes.length - layout.events) / layout.eventSize));
  return Array.from({ length: count }, (_, index) =>
    view.getBigUint64(layout.events + layout.eventSize * index, true),
  );
}
