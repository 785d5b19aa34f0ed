import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import type { VendorWidths } from "../filter/vendor.ts";
import { widestWidths } from "../filter/vendor.ts";
import { checkKvmHeader, checkKvmStruct } from "./check-kvm-struct.ts";
import { kvmStructLayout as layout } from "./kvm-abi.ts";

/** struct kvm_pmu_event_filter as data; `nevents` is the length of `events`, the pad is 0. */
export interface KvmPmuEventFilter {
  /** KVM_PMU_EVENT_ALLOW (0) or KVM_PMU_EVENT_DENY (1). */
  readonly action: number;
  /** Bit 0: the events are masked entries. */
  readonly flags: number;
  /** 32 bits, bit n for fixed counter n. */
  readonly fixedCounterBitmap: number;
  /** u64 each, raw events or masked entries as the flags say. */
  readonly events: readonly bigint[];
}

/**
 * The bytes that KVM_SET_PMU_EVENT_FILTER takes: 32 + 8 per event, little endian.
 *
 * @throws {PmuFilterError} for whatever a kernel would refuse: KVM_ACTION_INVALID,
 *   KVM_FLAGS_INVALID, TOO_MANY_ENTRIES, KVM_ENTRY_STRAY_BITS (masked entries only); and
 *   BITMAP_OUT_OF_RANGE.
 */
export function encodeKvmStruct(
  struct: KvmPmuEventFilter,
  widths: VendorWidths = widestWidths,
): Uint8Array {
  checkKvmStruct(struct, widths);
  const bytes = new Uint8Array(layout.events + layout.eventSize * struct.events.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(layout.action, struct.action, true);
  view.setUint32(layout.nevents, struct.events.length, true);
  view.setUint32(layout.fixedCounterBitmap, struct.fixedCounterBitmap, true);
  view.setUint32(layout.flags, struct.flags, true);
  struct.events.forEach((event, index) => {
    view.setBigUint64(layout.events + layout.eventSize * index, event, true);
  });
  return bytes;
}

/**
 * What the bytes say, read as a kernel reads them: the pad is not looked at, nor is anything after
 * the last event.
 *
 * @throws {PmuFilterError} KVM_STRUCT_TRUNCATED, and for whatever a kernel would refuse (see
 *   {@link encodeKvmStruct}).
 */
export function decodeKvmStruct(
  bytes: Uint8Array,
  widths: VendorWidths = widestWidths,
): KvmPmuEventFilter {
  const { nevents, ...header } = decodeKvmHeader(bytes);
  const size = layout.events + layout.eventSize * nevents;
  if (bytes.length < size) throw truncated(bytes, size, `its ${nevents} events`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const events = Array.from({ length: nevents }, (_, index) =>
    view.getBigUint64(layout.events + layout.eventSize * index, true),
  );
  const struct = { ...header, events };
  checkKvmStruct(struct, widths);
  return struct;
}

/** The members of a struct before its events. */
export interface KvmHeader extends Omit<KvmPmuEventFilter, "events"> {
  /** How many events follow. */
  readonly nevents: number;
}

/**
 * The header alone: what a kernel reads and checks before it looks at the events.
 *
 * @throws {PmuFilterError} KVM_STRUCT_TRUNCATED, KVM_ACTION_INVALID, KVM_FLAGS_INVALID,
 *   TOO_MANY_ENTRIES.
 */
export function decodeKvmHeader(bytes: Uint8Array): KvmHeader {
  if (bytes.length < layout.events) throw truncated(bytes, layout.events, "its header");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = {
    action: view.getUint32(layout.action, true),
    nevents: view.getUint32(layout.nevents, true),
    fixedCounterBitmap: view.getUint32(layout.fixedCounterBitmap, true),
    flags: view.getUint32(layout.flags, true),
  };
  checkKvmHeader(header);
  return header;
}

function truncated(bytes: Uint8Array, size: number, part: string): PmuFilterError {
  return new PmuFilterError(
    "KVM_STRUCT_TRUNCATED",
    `The KVM filter struct ends after byte ${bytes.length}, and with ${part} it has ${size}.`,
    { hint: "Give the whole struct: 32 bytes and 8 for each event." },
  );
}
