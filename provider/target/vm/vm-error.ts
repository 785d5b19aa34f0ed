import type { ErrorCode } from "../../errors/error-code.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { HelperFailure } from "./helper-report.ts";
import { placeOfVm, type VmPlace } from "./vm-place.ts";

/** Whether kvm-pmu-filter failed since the VM does not run, and not since that could not be told. */
export function isGone(failure: HelperFailure): boolean {
  return kindOf(failure) === notRunning;
}

/** kvm-pmu-filter's failure at a VM as an error of the provider. */
export function vmError(place: VmPlace, failure: HelperFailure): PmuFilterError {
  const { code, failed, hint = failure.hint } = kindOf(failure);
  const why = `${failure.message.replace(/\.$/, "")} (${failure.code})`;
  const byProcess = place.vm.pid !== undefined || place.vm.pidFile !== undefined;
  const advice = code === notRunning.code && byProcess ? `${hint} ${lastingChoice}` : hint;
  const details = { hint: advice, mayBeDone: isUncertain(failure) };
  return new PmuFilterError(code, `${placeOfVm(place)} ${failed}: ${why}`, details);
}

/** Whether the filter may be set all the same; RECORD_FAILED may come after the kernel's yes. */
function isUncertain(failure: HelperFailure): boolean {
  const kind = kindOf(failure);
  return kind === uncertain || (failure.code === "RECORD_FAILED" && kind !== denied);
}

function kindOf({ code, errno }: HelperFailure): Kind {
  const rightsMissing = errno === "EACCES" || errno === "EPERM";
  if (code === "RECORD_FAILED" && rightsMissing) return denied;
  if (code === "PIDFILE_INVALID" && rightsMissing) return denied;
  // QEMU removes its pidfile when it ends.
  if (code === "PIDFILE_INVALID" && errno === "ENOENT") return notRunning;
  return kinds[code] ?? unforeseen;
}

interface Kind {
  readonly code: ErrorCode;
  /** What the message says of the VM. */
  readonly failed: string;
  /** Instead of kvm-pmu-filter's own hint. */
  readonly hint?: string;
}

const notRunning: Kind = {
  code: "VM_NOT_RUNNING",
  failed: "is no VM that runs",
  hint: "Start it and run again, or take the target out.",
};

const lastingChoice =
  "A VM has another process ID after each start: name, uuid, unit or domain choose it for good.";

const ambiguous: Kind = {
  code: "VM_AMBIGUOUS",
  failed: "is more than one",
  hint: "Choose it in another way, for example by uuid or pid. A process with several KVM VMs cannot be a target.",
};

const denied: Kind = {
  code: "VM_DENIED",
  failed: "may not be looked into or changed",
  hint: "Set sudo: true in the target's connection, or log in as root.",
};

const unavailable: Kind = {
  code: "KVM_UNAVAILABLE",
  failed: "was not touched, since KVM cannot judge the filter there",
};

const unfit: Kind = {
  code: "VM_UNFIT",
  failed: "cannot be given a filter while it runs",
};

const uncertain: Kind = {
  code: "FILTER_UNCERTAIN",
  failed: "may have the filter or not",
  hint: "Run pulumi refresh and pulumi up again: setting a filter twice does no harm.",
};

const unforeseen: Kind = {
  code: "HELPER_FAILED",
  failed: "could not be asked or changed",
};

/** By kvm-pmu-filter's codes. Those of its input and command line are faults of this provider. */
const kinds: Readonly<Record<string, Kind>> = {
  PROCESS_MISSING: notRunning,
  PROCESS_CHANGED: notRunning,
  VM_MISSING: notRunning,
  DOMAIN_MISSING: notRunning,
  PROCESS_AMBIGUOUS: ambiguous,
  VM_AMBIGUOUS: ambiguous,
  PROCESS_DENIED: denied,
  KVM_MISSING: unavailable,
  KVM_DENIED: unavailable,
  KVM_UNUSABLE: unavailable,
  FILTER_UNSUPPORTED: unavailable,
  PROCESS_TRACED: unfit,
  PROCESS_FOREIGN: unfit,
  VM_INHERITED: unfit,
  VM_RUNNING: unfit,
  SECCOMP_DENIED: unfit,
  SECCOMP_UNREADABLE: unfit,
  THREAD_UNFIT: unfit,
  THREAD_STUCK: unfit,
  OUTCOME_UNKNOWN: uncertain,
};
