import type { Procedure } from "../procedure.ts";
import type { Removed } from "../target-kind.ts";
import { beforeOf } from "./apply-filter.ts";
import { readHelper } from "./helper-answer.ts";
import { changeReport } from "./helper-report.ts";
import { noSuchVm } from "./observe-vm.ts";
import { isGone, vmError } from "./vm-error.ts";
import { vmOperations } from "./vm-operations.ts";
import type { VmPlace } from "./vm-place.ts";

/**
 * Lets a VM that runs count everything again.
 *
 * @param resource - the id of the resource whose filter alone is cleared; undefined: whosever it is
 * @throws PmuFilterError if it cannot be told whose filter the VM has, or it cannot be cleared
 */
export function* clearFilter(place: VmPlace, resource?: string): Procedure<Removed> {
  const answers = yield vmOperations(place.vm, {
    command: "clear",
    options: resource === undefined ? [] : ["--owner", resource],
    readOnly: false,
  });
  const { report, failure } = yield* readHelper(place, answers, changeReport, true);
  if (failure === undefined) return { before: beforeOf(report), removed: true };
  if (isGone(failure)) return { before: noSuchVm, removed: true };
  if (failure.code === "OWNER_OTHER" && report !== undefined) {
    return { before: beforeOf(report), removed: false };
  }
  throw vmError(place, failure);
}
