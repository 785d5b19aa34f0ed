import { kvmStructLayout as layout } from "../../provider/encoding/kvm-abi.ts";
import type { X86Vector } from "../filter/x86-vectors.ts";

/** A struct kvm_pmu_event_filter that may say anything, valid or not. */
export interface AnyStruct {
  readonly action?: number;
  readonly nevents?: number;
  readonly fixedCounterBitmap?: number;
  readonly flags?: number;
  readonly events?: readonly bigint[];
}

/** The bytes of a struct, past all checks of our own. */
export function structBytes({ events = [], ...header }: AnyStruct): Uint8Array {
  const bytes = new Uint8Array(layout.events + layout.eventSize * events.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(layout.action, header.action ?? 0, true);
  view.setUint32(layout.nevents, header.nevents ?? events.length, true);
  view.setUint32(layout.fixedCounterBitmap, header.fixedCounterBitmap ?? 0, true);
  view.setUint32(layout.flags, header.flags ?? 0, true);
  events.forEach((event, index) => {
    view.setBigUint64(layout.events + layout.eventSize * index, event, true);
  });
  return bytes;
}

/** The struct of a row of the vectors. */
export function structOf(row: X86Vector) {
  return {
    action: row.action,
    flags: row.flags,
    fixedCounterBitmap: row.fixed_counter_bitmap,
    events: row.events.map(BigInt),
  };
}

/** The input of `check --stream`: each struct after its size. */
export function streamOf(structs: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(structs.flatMap((bytes) => [sizePrefix(bytes.length), bytes]));
}

/** A size as `check --stream` reads it. */
export function sizePrefix(size: number): Uint8Array {
  const prefix = new Uint8Array(4);
  new DataView(prefix.buffer).setUint32(0, size, true);
  return prefix;
}
