import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { HostAnswer } from "../host-operation.ts";
import type { Observation } from "../observation.ts";
import type { Procedure } from "../procedure.ts";
import type { Place } from "../target-kind.ts";
import { isPendingRestart } from "../vm/pending-restart.ts";
import { statusOperations } from "../vm/status-operations.ts";
import { parseArgumentFile } from "./argument-file.ts";

/** What was observed of a file, and why it cannot be told what its VM runs with. */
export interface FileAndVm {
  readonly observation: Observation;
  readonly untold?: PmuFilterError;
}

/**
 * What was observed of a file, and whether the VM that runs was started with something else. The VM is
 * asked for in an exchange of its own, and only if it is declared: that kvm-pmu-filter cannot run on a
 * host is no reason not to know, or to write, a file there.
 *
 * @param file - the answer to the last reading of the file
 */
export function* withPending(
  observation: Observation,
  { target, host }: Place,
  file: HostAnswer | undefined,
): Procedure<FileAndVm> {
  const vm = target.qemuArgs?.vm;
  const args = file?.kind === "file" ? argumentsIn(file.file.text) : undefined;
  if (vm === undefined || args === undefined) return { observation };
  try {
    const answers = yield statusOperations(vm);
    const pending = yield* isPendingRestart({ vm, host }, answers, args);
    return { observation: pending ? { ...observation, pending: "restart" } : observation };
  } catch (error) {
    if (!(error instanceof PmuFilterError)) throw error;
    return { observation, untold: error };
  }
}

/** A file's arguments; undefined if it holds something else, with which no VM is compared. */
function argumentsIn(text: string): readonly string[] | undefined {
  try {
    return parseArgumentFile(text).args;
  } catch (error) {
    if (error instanceof PmuFilterError) return undefined;
    throw error;
  }
}
