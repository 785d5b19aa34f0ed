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
  if (isInPlace(before, own, file)) {
    if (dryRun && isReal(previous))
      log.info(`dry run: would write ${file.path}, as the journal has it`);
    return settled(found, previous, dryRun);
  }

  if (found.status.state === "foreign") throw notOurs(file, before, found);
  if (found.status.state === "taken-over") {
    log.warn(
      `${file.path} bears another resource's record (${found.applied}); this resource takes it over. That is as it should be after a move, a rename, or an interrupted run.`,
    );
  } else if (before.found === "foreign" && found.status.state === "edited") {
    log.warn(`${file.path} has no record any more; what stands there is written over.`);
  }
  if (!dryRun) log.progress(`writing ${file.path}`);
  await executor.carryOut(planPut(file, own), signal);
  const after = await observe(file.path, file, executor, signal);
  const reached = judgeObservation(after, own, previous, dryRun);
  if (!isInPlace(after, own, file)) throw new NotVerified(file.path, reached);
  if (dryRun) log.info(`dry run: would write ${file.path} (mode ${file.mode}) on this machine`);
  return settled(reached, previous, dryRun);
}

/** A target that was written and reads back otherwise. It was written all the same. */
export class NotVerified extends PmuFilterError {
  /** What it shows. */
  readonly reached: TargetState;

  constructor(path: string, reached: TargetState) {
    super("NOT_VERIFIED", `${path} does not read back as it was written`, {
      hint: "Something else writes to it, or its owner has a second name; run again when it is mended.",
    });
    this.reached = reached;
  }
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

function notOurs(
  { path, target }: WantedFile,
  before: Observation,
  { status }: TargetState,
): PmuFilterError {
  const adoptable = before.found === "foreign" && before.fingerprint !== undefined;
  const adopt = `To adopt it, import it: pulumi import pmufilter:index:PmuFilter NAME ${target}. Else move it away, or choose another path.`;
  return new PmuFilterError(
    "FILE_NOT_OURS",
    `what stands at ${path} was not written by pulumi-pmufilter (${status.evidence})`,
    { hint: adoptable ? adopt : "Move it away, or choose another path." },
  );
}
