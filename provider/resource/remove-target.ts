import type { Observation } from "../target/observation.ts";
import { planRemove } from "../target/qemu-args/wanted-file.ts";
import { pathOfTargetKey } from "../target/target-key.ts";
import type { Context } from "./context.ts";
import { executorOf, observe } from "./target-access.ts";
import { isReal, type TargetState } from "./target-state.ts";

/**
 * Takes the filter away from a target, if it still is this resource's.
 *
 * @param target - the target's key
 * @param own - the resource's id
 * @returns what is still known of the target, or undefined if the resource is done with it
 * @throws what the executor throws
 */
export async function removeTarget(
  target: string,
  own: string,
  previous: TargetState,
  dryRun: boolean,
  context: Context,
): Promise<TargetState | undefined> {
  const { log, signal } = context;
  const path = pathOfTargetKey(target);
  // A key that this version cannot read was not written by it: there is nothing that it could own.
  if (path === undefined) return undefined;
  if (dryRun && isReal(previous)) {
    log.info(`dry run: would remove ${path} on this machine; it stays, and stays known`);
    return previous;
  }
  if (!dryRun && !isReal(previous)) return undefined;

  const executor = executorOf(context, dryRun);
  const found = await observe(path, {}, executor, signal);
  if (isOwn(found, own, previous)) {
    if (!dryRun) log.progress(`removing ${path}`);
    await executor.carryOut(planRemove(target, path, own), signal);
    if (dryRun) log.info(`dry run: would remove ${path} on this machine`);
  } else if (found.found === "foreign") {
    log.warn(`${path} is left as it is: no record says that this resource wrote it.`);
  } else if (found.found !== "nothing") {
    log.info(`${path} is left as it is: it now is resource ${found.recordOf}'s.`);
  }
  return undefined;
}

/** The resource's by its record, or by the import that adopted it and nobody's change since. */
function isOwn(found: Observation, own: string, previous: TargetState): boolean {
  if (found.found === "foreign") {
    return previous.status.state === "adopted" && previous.applied === found.fingerprint;
  }
  return found.recordOf === own;
}
