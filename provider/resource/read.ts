import type { PropertyObject } from "../declared/property-value.ts";
import { pathOfTargetKey, targetKey } from "../target/target-key.ts";
import type { Context } from "./context.ts";
import { isDryRun } from "./dry-run.ts";
import { targetOutputs } from "./outputs.ts";
import { failureText } from "./reconcile.ts";
import { readState, type State, targetStatesOf } from "./state.ts";
import { executorOf, observe } from "./target-access.ts";
import { isReal, judgeObservation, type TargetState } from "./target-state.ts";

/**
 * Looks at every target again. A target that cannot be looked at keeps what was last known of it,
 * with a warning: "could not tell" is never "gone".
 *
 * @param state - the resource's properties as last left
 * @returns the properties with what was observed; `applied` alone is an input, too
 */
export async function read(
  id: string,
  state: PropertyObject,
  context: Context,
): Promise<PropertyObject> {
  const known = readState(state);
  const dryRun = isDryRun(state, context);
  const targets = new Map<string, TargetState>();
  for (const [key, previous] of targetStatesOf(known)) {
    targets.set(key, await look(key, id, known, previous, dryRun, context));
  }
  return { ...state, ...targetOutputs(targets) };
}

async function look(
  key: string,
  own: string,
  { targets = [] }: State,
  previous: TargetState,
  dryRun: boolean,
  context: Context,
): Promise<TargetState> {
  const path = pathOfTargetKey(key);
  // What a dry run applied is in the journal alone, and what a real run applied is not in it.
  if (path === undefined || dryRun === isReal(previous)) return previous;
  const declared = targets.find((target) => targetKey(target) === key)?.qemuArgs ?? {};
  try {
    const executor = executorOf(context, dryRun);
    const found = await observe(path, declared, executor, context.signal);
    return judgeObservation(found, own, previous, dryRun);
  } catch (error) {
    context.log.warn(`${key} keeps its last known status: ${failureText(error)}`);
    return previous;
  }
}
