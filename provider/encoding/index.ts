/**
 * `pulumi-pmufilter/encoding`: KVM PMU event filters for x86, to what KVM and QEMU take and back.
 * Pure; loads nothing of Pulumi.
 */

export { type ErrorCode, errorCodes } from "../errors/error-code.ts";
export { type ErrorDetails, PmuFilterError } from "../errors/pmu-filter-error.ts";
export { checkEntry } from "../filter/check-entry.ts";
export { countsIn, type Effect, type EventRun, effectOf } from "../filter/effect.ts";
export { compareEntries, type Entry, entryKey, exactEntry, isExact } from "../filter/entry.ts";
export { type Action, actions, canonicalFilter, type Filter } from "../filter/filter.ts";
export { fingerprint } from "../filter/fingerprint.ts";
export {
  type FixedCounter,
  fixedCounterBitmap,
  fixedCounterNames,
  fixedCountersIn,
} from "../filter/fixed-counter.ts";
export { lint, type Warning, type WarningCode, warningCodes } from "../filter/lint.ts";
export {
  entryMatches,
  eventCounts,
  fixedCounterCounts,
  type GuestEvent,
  isListed,
} from "../filter/listed.ts";
export {
  type Vendor,
  type VendorWidths,
  vendors,
  vendorWidths,
  widestWidths,
  widthsFor,
} from "../filter/vendor.ts";
export { kvmAbi, kvmEventBits, kvmStructLayout } from "./kvm-abi.ts";
export { filterFromKvmStruct, kvmStructFromFilter } from "./kvm-filter.ts";
export { decodeKvmStruct, encodeKvmStruct, type KvmPmuEventFilter } from "./kvm-struct.ts";
export { decodeKvmStructHex, encodeKvmStructHex } from "./kvm-struct-hex.ts";
export { decodeMaskedEvent, encodeMaskedEvent } from "./masked-event.ts";
export { decodeQemuArguments, encodeQemuArguments, qemuAccel } from "./qemu-arguments.ts";
export { filterFromQemuObject, qemuObjectFromFilter } from "./qemu-filter.ts";
export { decodeQemuJson, encodeQemuJson } from "./qemu-json.ts";
export { kvmStructFromQemuObject } from "./qemu-kvm.ts";
export type {
  QemuEvent,
  QemuMaskedEvent,
  QemuObject,
  QemuRawEvent,
  QemuSelectUmaskEvent,
} from "./qemu-object.ts";
export { decodeRawEvent, encodeRawEvent } from "./raw-event.ts";
