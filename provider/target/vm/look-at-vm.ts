import type { Observation } from "../observation.ts";
import type { Procedure } from "../procedure.ts";
import { readHelper } from "./helper-answer.ts";
import { statusReport } from "./helper-report.ts";
import { observeVm } from "./observe-vm.ts";
import { statusOperations } from "./status-operations.ts";
import type { VmPlace } from "./vm-place.ts";

/**
 * What is known of the filter of a VM that runs. A VM that does not run has none.
 *
 * @throws PmuFilterError if that cannot be told
 */
export function* lookAtVm(place: VmPlace): Procedure<Observation> {
  const answers = yield statusOperations(place.vm);
  return observeVm(place, yield* readHelper(place, answers, statusReport));
}
