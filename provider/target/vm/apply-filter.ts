import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { afterChange } from "../after-change.ts";
import type { HostAnswer } from "../host-operation.ts";
import type { Observation } from "../observation.ts";
import type { Procedure } from "../procedure.ts";
import type { Put } from "../target-kind.ts";
import { type HelperAnswer, readHelper } from "./helper-answer.ts";
import { type ChangeReport, changeReport, statusReport } from "./helper-report.ts";
import { droppedText, refusalText } from "./kernel-verdict.ts";
import { observeFilter, observeVm } from "./observe-vm.ts";
import { statusOperations } from "./status-operations.ts";
import { takeoverText } from "./takeover-text.ts";
import { vmError } from "./vm-error.ts";
import { vmOperations } from "./vm-operations.ts";
import { placeOfVm, type VmPlace } from "./vm-place.ts";

/**
 * Sets a filter in a VM that runs, in place of whatever it has, once the host's kernel has taken it on
 * a scratch VM; then looks what is recorded. A VM that has exactly this filter is not stopped.
 *
 * @param kvmStruct - struct kvm_pmu_event_filter, in hexadecimal
 * @param resource - the id of the resource whose filter it is
 * @throws PmuFilterError FILTER_REFUSED, VM_NOT_RUNNING, and what else keeps it from being set
 */
export function* applyFilter(place: VmPlace, kvmStruct: string, resource: string): Procedure<Put> {
  const applying = vmOperations(place.vm, {
    command: "apply",
    options: ["--owner", resource, "--unless-set"],
    input: `${kvmStruct}\n`,
    readOnly: false,
  });
  const answers = yield [...applying, ...statusOperations(place.vm)];
  const applied = yield* readHelper(place, answers.slice(0, applying.length), changeReport, true);
  const report = appliedOrThrow(place, kvmStruct, applied);
  const after = yield* afterChange(observeAgain(place, answers.slice(applying.length)));
  const warnings = warningsOf(place, report, resource);
  return { before: beforeOf(report), after, ...(warnings.length > 0 && { warnings }) };
}

function* observeAgain(place: VmPlace, answers: readonly HostAnswer[]): Procedure<Observation> {
  return observeVm(place, yield* readHelper(place, answers, statusReport));
}

function appliedOrThrow(
  place: VmPlace,
  kvmStruct: string,
  { report, failure }: HelperAnswer<ChangeReport>,
): ChangeReport {
  if (failure === undefined) return report;
  if (failure.code !== "FILTER_REFUSED" || report === undefined) throw vmError(place, failure);
  throw new PmuFilterError(
    "FILTER_REFUSED",
    `${placeOfVm(place)} keeps what it has: ${refusalText(kvmStruct, report)}`,
    { hint: failure.hint },
  );
}

/** What a report of `apply` or `clear` says of the time before it. */
export function beforeOf({ previous, pid }: ChangeReport): Observation {
  const unknown = { state: "unknown", evidence: null, owner: null, fingerprint: null } as const;
  return observeFilter(previous ?? unknown, pid);
}

function warningsOf(place: VmPlace, report: ChangeReport, resource: string): readonly string[] {
  const takeover = takeoverText(report, resource);
  const dropped = droppedText(report);
  return [
    ...(takeover === undefined ? [] : [`${placeOfVm(place)} ${takeover}`]),
    ...(dropped === undefined ? [] : [`${placeOfVm(place)}: ${dropped}`]),
  ];
}
