import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import type { HostAnswer, HostOperation } from "../target/host-operation.ts";
import type { Procedure } from "../target/procedure.ts";
import type { Plan, Step } from "../target/step.ts";
import type { Adoptable } from "../target/target-kind.ts";

/**
 * What an import finds in a dry run: the files of a target's last plan stand where its host's would.
 *
 * @param plan - undefined if no dry run has been there
 * @throws PmuFilterError IMPORT_UNREADABLE for a target of which files tell nothing
 */
export function adoptPlanned(
  procedure: Procedure<Adoptable | undefined>,
  plan: Plan | undefined,
): Adoptable | undefined {
  let step = procedure.next();
  while (!step.done) {
    step = procedure.next(step.value.map((operation) => answer(operation, plan?.steps ?? [])));
  }
  return step.value;
}

function answer(operation: HostOperation, steps: readonly Step[]): HostAnswer {
  if (operation.op !== "readFile") {
    throw new PmuFilterError(
      "IMPORT_UNREADABLE",
      "a dry run asks no host, so that only files of its journal can be imported",
      { hint: "Import it in a real run, which changes nothing at the target either." },
    );
  }
  const written = steps.findLast(
    (step) => step.step === "writeFile" && step.path === operation.path,
  );
  if (written?.step !== "writeFile") return { kind: "absent" };
  const { text, mode, owner, group } = written;
  return { kind: "file", file: { text, mode, owner: asList(owner), group: asList(group) } };
}

function asList(account: string | undefined): readonly string[] {
  return account === undefined ? [] : [account];
}
