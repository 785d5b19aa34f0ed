import { bytesFromHex } from "../../../encoding/hex-bytes.ts";
import { kvmStructLayout as layout } from "../../../encoding/kvm-abi.ts";
import type { KvmPmuEventFilter } from "../../../encoding/kvm-struct.ts";
import { judgeKvmBytes } from "../../../encoding/kvm-verdict.ts";
import type { Remark } from "../../../encoding/vmm-command-line/vmm-start.ts";
import type { Options } from "../../options/options.ts";
import { amount } from "../../output/amount.ts";
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
  const struct = structIn(bytes);
  return x86Input(source, "kvm-struct", options, {
    codes: struct?.events ?? codesIn(bytes),
    struct,
    judge: (widths) => judgeKvmBytes(bytes, widths),
    remarks: struct === undefined ? [] : trailing(bytes, struct),
  });
}

/** The struct, if the bytes hold all the events that it says. */
function structIn(bytes: Uint8Array): KvmPmuEventFilter | undefined {
  if (bytes.length < layout.events) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const nevents = view.getUint32(layout.nevents, true);
  const events = codesIn(bytes).slice(0, nevents);
  if (events.length < nevents) return undefined;
  return {
    action: view.getUint32(layout.action, true),
    flags: view.getUint32(layout.flags, true),
    fixedCounterBitmap: view.getUint32(layout.fixedCounterBitmap, true),
    events,
  };
}

function trailing(bytes: Uint8Array, { events }: KvmPmuEventFilter): readonly Remark[] {
  const surplus = bytes.length - layout.events - layout.eventSize * events.length;
  if (surplus === 0) return [];
  const follow = surplus === 1 ? "1 byte follows" : `${surplus} bytes follow`;
  return [
    {
      message: `${follow} the struct's ${amount(events.length, "event")}; KVM does not read what follows.`,
      hint: "nevents, at byte 4, says how many events there are.",
    },
  ];
}

/** The events of a struct, as many as there are whole ones. */
function codesIn(bytes: Uint8Array): readonly bigint[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.max(0, Math.floor((bytes.length - layout.events) / layout.eventSize));
  return Array.from({ length: count }, (_, index) =>
    view.getBigUint64(layout.events + layout.eventSize * index, true),
  );
}
