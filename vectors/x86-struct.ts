import { kvmStructLayout as layout } from "../provider/encoding/kvm-abi.ts";
import type { KvmPmuEventFilter } from "../provider/encoding/kvm-struct.ts";
import { actionOf } from "./action.ts";
import { flagAt, integer, listAt, numberAt, type Row, rowAt } from "./row.ts";

/** The struct that a vector's members say. */
export function structOf(row: Row): KvmPmuEventFilter {
  return {
    action: actionOf(row),
    flags: numberAt(row, "flags", 0),
    fixedCounterBitmap: numberAt(row, "fixed_counter_bitmap", 0),
    events: listAt(row, "events").map((code) => integer(code, "events")),
  };
}

/**
 * The bytes at the call's address, as much of them as the vector's `memory` lets a kernel read. They
 * are laid out here because the library encodes nothing that a kernel would refuse.
 */
export function bytesOf(row: Row): Uint8Array {
  const { action, flags, fixedCounterBitmap, events } = structOf(row);
  const bytes = new Uint8Array(layout.events + layout.eventSize * events.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(layout.action, action, true);
  view.setUint32(layout.nevents, numberAt(row, "nevents", events.length), true);
  view.setUint32(layout.fixedCounterBitmap, fixedCounterBitmap, true);
  view.setUint32(layout.flags, flags, true);
  events.forEach((code, index) => {
    view.setBigUint64(layout.events + layout.eventSize * index, code, true);
  });
  const memory = rowAt(row, "memory") ?? new Map();
  if (flagAt(memory, "header_ok") === false) return bytes.subarray(0, 0);
  return flagAt(memory, "events_ok") === false ? bytes.subarray(0, layout.events) : bytes;
}
