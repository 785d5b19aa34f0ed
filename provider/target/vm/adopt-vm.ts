import { adoptableFilter, notAdoptable } from "../adoptable-filter.ts";
import type { Procedure } from "../procedure.ts";
import type { Adoptable } from "../target-kind.ts";
import { type HelperAnswer, readHelper } from "./helper-answer.ts";
import { type StatusReport, statusReport } from "./helper-report.ts";
import { observeVm, runningVm, toldFilter } from "./observe-vm.ts";
import { statusOperations } from "./status-operations.ts";
import { placeOfVm, type VmPlace } from "./vm-place.ts";

/**
 * The filter of a VM that runs, as its record tells it.
 *
 * @returns undefined if it does not run
 * @throws PmuFilterError IMPORT_UNREADABLE, and if it cannot be told what it has
 */
export function* adoptVm(place: VmPlace): Procedure<AdoptableVm | undefined> {
  const answers = yield statusOperations(place.vm);
  return adoptableVm(place, yield* readHelper(place, answers, statusReport));
}

/** What of a VM can be adopted, besides how that is declared. */
export type AdoptableVm = Pick<Adoptable, "observation" | "filter">;

/** The same from an answer that is there. */
export function adoptableVm(
  place: VmPlace,
  answer: HelperAnswer<StatusReport>,
): AdoptableVm | undefined {
  const vm = runningVm(place, answer);
  if (vm === undefined) return undefined;
  const observation = observeVm(place, answer);
  const { form, bytes } = toldFilter(vm);
  const told = {
    where: placeOfVm(place),
    hint: "Declare the filter that it should have, and run pulumi up: it takes the place of what is there.",
  };
  if (observation.found === "nothing" || bytes === null) {
    throw notAdoptable(told, observation.evidence);
  }
  if (form === "arm64") {
    throw notAdoptable(
      told,
      "an arm64 VM that runs has the filter of its start, and takes no other",
    );
  }
  return { observation, filter: adoptableFilter(told, "x86", bytes) };
}
