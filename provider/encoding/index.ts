/**
 * `pulumi-pmufilter/encoding`: KVM PMU event filters for x86 and arm64: what they let count, what a
 * kernel does with them, what is odd about them, in as few entries as can be, and to what KVM, QEMU
 * and perf take and back. Pure; loads nothing of Pulumi.
 */

export { type ErrorCode, errorCodes } from "../errors/error-code.ts";
export { type ErrorDetails, PmuFilterError } from "../errors/pmu-filter-error.ts";
export {
  type Arm64Difference,
  arm64Difference,
  arm64Effect,
} from "../filter/arm64/arm64-effect.ts";
export { arm64EventCounts, cycleCounterCounts } from "../filter/arm64/arm64-event-counts.ts";
export {
  type Arm64Filter,
  allowedRanges,
  canonicalArm64Filter,
  isEmptyArm64Filter,
} from "../filter/arm64/arm64-filter.ts";
export { arm64Fingerprint } from "../filter/arm64/arm64-fingerprint.ts";
export { checkEventRange } from "../filter/arm64/check-event-range.ts";
export {
  commonRanges,
  type EventRange,
  eventRangeKey,
  mergedRanges,
  otherRanges,
} from "../filter/arm64/event-range.ts";
export {
  arm64CommonEvents,
  type EventBits,
  eventBits,
  lastEvent,
} from "../filter/arm64/event-space.ts";
export { pmceidBitKept } from "../filter/arm64/pmceid.ts";
export { checkEntry } from "../filter/check-entry.ts";
export { countsIn, type Effect, type EventRun, effectOf } from "../filter/effect.ts";
export {
  compareEntries,
  covers,
  type Entry,
  entryKey,
  exactEntry,
  isDead,
  isExact,
} from "../filter/entry.ts";
export { type Action, actions, canonicalFilter, type Filter } from "../filter/filter.ts";
export { fingerprint } from "../filter/fingerprint.ts";
export {
  type FixedCounter,
  fixedCounterBitmap,
  fixedCounterNames,
  fixedCountersIn,
  guestFixedCounters,
} from "../filter/fixed-counter.ts";
export type { Finding, Mend } from "../filter/lint/finding.ts";
export { lint } from "../filter/lint/lint.ts";
export { lintArm64 } from "../filter/lint/lint-arm64.ts";
export {
  type LintCode,
  type LintRule,
  lintCodes,
  lintRules,
  type Severity,
  severities,
} from "../filter/lint/lint-rules.ts";
export { mended } from "../filter/lint/mend.ts";
export { applySeverities } from "../filter/lint/severities.ts";
export {
  entryMatches,
  eventCounts,
  fixedCounterCounts,
  type GuestEvent,
  isListed,
} from "../filter/listed.ts";
export { type Minimised, minimise, type SelectCost } from "../filter/minimise/minimise.ts";
export {
  type Vendor,
  type VendorWidths,
  vendors,
  vendorWidths,
  widestWidths,
  widthsFor,
} from "../filter/vendor.ts";
export { arm64Abi, arm64CallLayout } from "./arm64/arm64-abi.ts";
export {
  type Arm64Call,
  decodeArm64Call,
  decodeArm64CallHex,
  encodeArm64Call,
  encodeArm64CallHex,
} from "./arm64/arm64-call.ts";
export { arm64CallsFromFilter, arm64FilterFromCalls } from "./arm64/arm64-calls.ts";
export {
  type Arm64TextForm,
  arm64CallsFromText,
  arm64FilterFromText,
  arm64TextFromFilter,
  arm64TextSeparators,
} from "./arm64/arm64-text.ts";
export {
  type Arm64Acceptance,
  type Arm64Refusal,
  type Arm64Surroundings,
  type Arm64Verdict,
  judgeArm64Calls,
} from "./arm64/arm64-verdict.ts";
export { type Errno, errnoNumbers, errnoOf } from "./errno.ts";
export { fittingFilter } from "./fitting-filter.ts";
export { guestEventFromEventsel } from "./guest-event.ts";
export type { KernelRefusal } from "./kernel-refusal.ts";
export { kvmAbi, kvmEventBits, kvmStructLayout } from "./kvm-abi.ts";
export { filterFromKvmStruct, kvmStructFromFilter } from "./kvm-filter.ts";
export { decodeKvmStruct, encodeKvmStruct, type KvmPmuEventFilter } from "./kvm-struct.ts";
export { decodeKvmStructHex, encodeKvmStructHex } from "./kvm-struct-hex.ts";
export {
  judgeKvmBytes,
  judgeKvmStruct,
  type KvmAcceptance,
  type KvmSurroundings,
  type KvmVerdict,
} from "./kvm-verdict.ts";
export { decodeMaskedEvent, encodeMaskedEvent } from "./masked-event.ts";
export {
  codeOfRaw,
  parsePerfEvent,
} from "./perf-event/parse-perf-event.ts";
export type {
  PerfArch,
  PerfArm64Event,
  PerfCode,
  PerfEvent,
  PerfNamedEvent,
  PerfRawEvent,
  PerfX86Event,
} from "./perf-event/perf-event.ts";
export { perfEventText } from "./perf-event/perf-event-text.ts";
export { decodeQemuArguments, encodeQemuArguments, qemuAccel } from "./qemu-arguments.ts";
export { filterFromQemuObject, qemuObjectFromFilter } from "./qemu-filter.ts";
export { decodeQemuJson, encodeQemuJson } from "./qemu-json.ts";
export { kvmStructByQemu, kvmStructFromQemuObject } from "./qemu-kvm.ts";
export type {
  QemuEvent,
  QemuMaskedEvent,
  QemuObject,
  QemuRawEvent,
  QemuSelectUmaskEvent,
} from "./qemu-object.ts";
export { decodeRawEvent, encodeRawEvent } from "./raw-event.ts";
export { startVmm } from "./vmm-command-line/start-vmm.ts";
export type * from "./vmm-command-line/vmm-start.ts";
