import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { Observation } from "../observation.ts";
import type { HelperAnswer } from "./helper-answer.ts";
import type { KnownFilter, StatusReport, ToldFilter, VmReport } from "./helper-report.ts";
import { clearedFingerprint, shortFingerprint, structFingerprint } from "./struct-fingerprint.ts";
import { isGone, vmError } from "./vm-error.ts";
import { placeOfVm, type VmPlace } from "./vm-place.ts";

/**
 * What `kvm-pmu-filter status` says of a VM's filter.
 *
 * @throws PmuFilterError if it cannot be told: VM_AMBIGUOUS, VM_DENIED, HELPER_FAILED
 */
export function observeVm(place: VmPlace, answer: HelperAnswer<StatusReport>): Observation {
  const vm = runningVm(place, answer);
  if (vm === undefined) return noSuchVm;
  throwIfUnreadable(place, answer.report?.records);
  const { state, attempted, pid } = vm;
  const filter = toldFilter(vm);
  if (state === "unknown" && attempted !== null) {
    const fingerprint = structFingerprint(attempted);
    return observeFilter({ ...filter, fingerprint }, pid);
  }
  return observeFilter(filter, pid);
}

/**
 * The one VM of a status report; undefined if it does not run.
 *
 * @throws PmuFilterError VM_AMBIGUOUS, VM_DENIED, HELPER_FAILED
 */
export function runningVm(
  place: VmPlace,
  { report, failure }: HelperAnswer<StatusReport>,
): VmReport | undefined {
  if (failure !== undefined) {
    if (isGone(failure)) return undefined;
    throw vmError(place, failure);
  }
  const [vm, another] = report.vms;
  if (another === undefined) return vm;
  throw new PmuFilterError("VM_AMBIGUOUS", `${placeOfVm(place)} has ${report.vms.length} KVM VMs`, {
    hint: "A process with several cannot be a target; kvm-pmu-filter status on the host shows them.",
  });
}

/** Without records, nothing that a VM shows can be believed. Before the first one, there are none. */
function throwIfUnreadable(place: VmPlace, records: StatusReport["records"] | undefined): void {
  if (records === undefined || records.errno === null || records.errno === "ENOENT") return;
  throw new PmuFilterError(
    "VM_DENIED",
    `which filter ${placeOfVm(place)} has cannot be told: the records in ${records.directory} cannot be used (${records.errno})`,
    { hint: "Set sudo: true in the target's connection, or log in as root, whose they are." },
  );
}

/** What is known of a filter in a VM, as an observation. */
export function observeFilter(
  { state, evidence: by, owner, fingerprint }: KnownFilter,
  pid: number,
): Observation {
  const at = `process ${pid}`;
  const print = fingerprint === null ? undefined : shortFingerprint(fingerprint);
  if (state === "none") return { found: "nothing", evidence: `${at}: no filter is recorded` };
  if (state === "unknown") {
    const evidence = `${at}: kvm-pmu-filter was ended while it set a filter, or its record cannot be read`;
    if (owner === null) return { found: "foreign", evidence };
    return { found: "edited", recordOf: owner, fingerprint: print ?? "", evidence };
  }
  if (owner !== null) {
    return { found: "written", recordOf: owner, fingerprint: print ?? "", evidence: at };
  }
  if (print === clearedFingerprint) {
    return { found: "nothing", evidence: `${at}: its filter was cleared` };
  }
  const evidence = by === "exec" ? `${at}: set when it started` : `${at}: set by nobody's resource`;
  return { found: "foreign", ...(print !== undefined && { fingerprint: print }), evidence };
}

/** A VM that does not run, and so has no filter. */
export const noSuchVm: Observation = { found: "nothing", evidence: "no such VM runs" };

/** The filter that a VM has now, as far as that is told. */
export function toldFilter(vm: VmReport): ToldFilter {
  return remade(vm) ?? vm;
}

/**
 * The filter of a VM that the process has made in place of the one that the record is about: it has
 * the filter of the start again.
 */
function remade({ carried, time }: VmReport): ToldFilter | undefined {
  if (carried === null || time === null || carried.time <= time) return undefined;
  const { form, bytes, fingerprint } = carried;
  return { state: "set", evidence: "exec", owner: null, form, bytes, fingerprint };
}
