import type { Plan } from "../../target/step.ts";
import { throwIfCancelled } from "../cancellation.ts";
import type { Executor } from "../executor.ts";
import { readFileAt } from "./read-file.ts";
import { removeFileAt } from "./remove-file.ts";
import { type StagedFile, stageFile } from "./stage-file.ts";

/** Carries out steps on this machine. */
export const localExecutor: Executor = {
  dryRun: false,

  async read(queries, signal) {
    throwIfCancelled(signal);
    return Promise.all(queries.map(readFileAt));
  },

  async carryOut(plan, signal) {
    throwIfCancelled(signal);
    // From here on nothing waits for anything outside, so a cancellation comes too late.
    await placeAll(await stageAll(plan));
    for (const step of plan.steps) if (step.step === "removeFile") await removeFileAt(step.path);
  },
};

/** Prepares every file before the first is put in place: a full disk then changes nothing. */
async function stageAll(plan: Plan): Promise<readonly StagedFile[]> {
  const staged: StagedFile[] = [];
  try {
    for (const step of plan.steps) {
      if (step.step === "writeFile") staged.push(await stageFile(step, plan.resource));
    }
  } catch (error) {
    await discardAll(staged);
    throw error;
  }
  return staged;
}

async function placeAll(staged: readonly StagedFile[]): Promise<void> {
  try {
    for (const file of staged) await file.commit();
  } catch (error) {
    await discardAll(staged);
    throw error;
  }
}

async function discardAll(staged: readonly StagedFile[]): Promise<void> {
  for (const file of staged) await file.discard();
}
