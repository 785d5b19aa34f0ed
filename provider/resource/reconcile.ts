import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { Turns } from "../executor/turns.ts";
import type { WantedFile } from "../target/qemu-args/wanted-file.ts";
import type { Context } from "./context.ts";
import { NotVerified, putTarget } from "./put-target.ts";
import { removeTarget } from "./remove-target.ts";
import type { TargetState } from "./target-state.ts";

const turns = new Turns();

/** What came of a set of targets. */
export interface Reconciled {
  /** What is now known of every target, the failed ones as they were before. */
  readonly targets: ReadonlyMap<string, TargetState>;
  /** Why targets failed, one sentence each. */
  readonly failures: readonly string[];
}

/**
 * Brings targets to what is wanted: those wanted are put, those known but not wanted any more are
 * removed. One that fails does not stop the others; but while one could not be put, none is
 * removed: it may have moved, and the VM would be left without any filter.
 *
 * @param own - the resource's id
 */
export async function reconcile(
  wanted: readonly WantedFile[],
  previous: ReadonlyMap<string, TargetState>,
  own: string,
  dryRun: boolean,
  context: Context,
): Promise<Reconciled> {
  const targets = new Map<string, TargetState>();
  const failures: string[] = [];
  const settle = async (
    key: string,
    work: () => Promise<TargetState | undefined>,
  ): Promise<void> => {
    const before = previous.get(key);
    try {
      // What is observed must still hold when it is acted upon, also while another resource of this
      // program moves the same target.
      const after = await turns.take(key, work);
      if (after !== undefined) targets.set(key, after);
    } catch (error) {
      failures.push(`${key}: ${failureText(error)}`);
      const known = error instanceof NotVerified ? error.reached : before;
      if (known !== undefined) targets.set(key, known);
    }
  };
  for (const file of wanted) {
    await settle(file.target, () =>
      putTarget(file, own, previous.get(file.target), dryRun, context),
    );
  }
  const wantedKeys = new Set(wanted.map(({ target }) => target));
  const putFailed = failures.length > 0;
  for (const [key, state] of previous) {
    if (wantedKeys.has(key)) continue;
    if (putFailed) targets.set(key, state);
    else await settle(key, () => removeTarget(key, own, state, dryRun, context));
  }
  return { targets, failures };
}

/** An error as the user reads it; one that nobody expected keeps its name. */
export function failureText(error: unknown): string {
  return error instanceof PmuFilterError ? error.describe() : String(error);
}
