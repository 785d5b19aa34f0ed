import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import type { Observation } from "../target/observation.ts";
import { planPut, type WantedFile } from "../target/qemu-args/wanted-file.ts";
import type { Context } from "./context.ts";
import { executorOf, observe } from "./target-access.ts";
import { isReal, judgeObservation, type TargetState } from "./target-state.ts";

/**
 * Brings one target to what is wanted: observes, does what is missing, observes again.
 *
 * @param own - the resource's id
 * @param previous - what the resource knew of the target before
 * @throws PmuFilterError FILE_NOT_OURS, NOT_VERIFIED, and what the executor throws
 */
export async function putTarget(
  file: WantedFile,
  own: string,
  previous: TargetState | undefined,
  dryRun: boolean,
  context: Context,
): Promise<TargetState> {
  const { log, signal } = context;
  const executor = executorOf(context, dryRun);
  if (dryRun && previous?.applied === file.fingerprint) return previous;

  const before = await observe(file.path, file, executor, signal);
  const found = judgeObservation(before, own, previous, dryRun);
  if (isInPlace(before, own, file)) return settled(found, previous, dryRun);

  if (found.status.state === "foreign") throw notOurs(file, found);
  if (found.status.state === "taken-over") {
    log.warn(`${file.path} was another resource's (${found.applied}); this one takes it over.`);
  }
  if (!dryRun) log.progress(`writing ${file.path}`);
  await executor.carryOut(planPut(file, own), signal);
  const after = await observe(file.path, file, executor, signal);
  if (!isInPlace(after, own, file)) {
    throw new PmuFilterError("NOT_VERIFIED", `${file.path} does not read back as it was written`, {
      hint: "Something else writes to it; find out what, and run again.",
    });
  }
  if (dryRun) log.info(`dry run: would write ${file.path} (mode ${file.mode}) on this machine`);
  return settled(judgeObservation(after, own, previous, dryRun), previous, dryRun);
}

function isInPlace(observation: Observation, own: string, file: WantedFile): boolean {
  return (
    observation.found === "written" &&
    observation.recordOf === own &&
    observation.fingerprint === file.fingerprint
  );
}

/** A dry run leaves a state that a real run made as it is. */
function settled(
  reached: TargetState,
  previous: TargetState | undefined,
  dryRun: boolean,
): TargetState {
  return dryRun && isReal(previous) ? previous : reached;
}

function notOurs(file: WantedFile, { status }: TargetState): PmuFilterError {
  return new PmuFilterError(
    "FILE_NOT_OURS",
    `${file.path} exists and was not written by pulumi-pmufilter (${status.evidence})`,
    {
      hint: `To adopt it, import it: pulumi import pmufilter:index:PmuFilter NAME ${file.target}. Else move it away, or choose another path.`,
    },
  );
}
