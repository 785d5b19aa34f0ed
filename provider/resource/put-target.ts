import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import type { Observation } from "../target/observation.ts";
import type { WantedTarget } from "../target/target-kind.ts";
import { kindOf } from "../target/target-kinds.ts";
import type { Context } from "./context.ts";
import { isInPlace, observe, placeText } from "./observed-target.ts";
import { tellableWarnings } from "./secret-filter.ts";
import { isReal, judgeObservation, type TargetState } from "./target-state.ts";

/**
 * Brings one target to what is wanted: looks, does what is missing, looks again, in one exchange with
 * the host where that is enough.
 *
 * @param own - the resource's id
 * @param previous - what the resource knew of the target before
 * @throws PmuFilterError FILE_NOT_OURS, NOT_VERIFIED, and what the host and the kind of target throw
 */
export async function putTarget(
  wanted: WantedTarget,
  own: string,
  previous: TargetState | undefined,
  dryRun: boolean,
  context: Context,
): Promise<TargetState> {
  if (dryRun) return writeDown(wanted, own, previous, context);
  const { executors, signal, log } = context;
  const put = (over?: Observation) => {
    const procedure = kindOf(wanted.target).put(wanted, own, over);
    return executors.hosts.perform(wanted.connection, procedure, signal);
  };
  let done = await put();
  if (done.after === undefined) {
    throwUnlessReplaceable(wanted, own, previous, done.before, context);
    done = await put(done.before);
  }
  const warnings = tellableWarnings(placeText(wanted), done.warnings ?? [], context);
  for (const warning of warnings) log.warn(warning);
  const reached = done.after ?? done.before;
  if (reached.pending === "restart") log.warn(pendingText(wanted));
  const state = judgeObservation(reached, own, previous, false);
  if (!isInPlace(reached, own, wanted)) {
    throw new NotVerified(placeText(wanted), state, done.after !== undefined);
  }
  return state;
}

/** What nobody should overlook: until then the guest counts what it was started with. */
function pendingText(wanted: WantedTarget): string {
  return `${placeText(wanted)}: the VM that runs was started with something else, and gets this filter when it is started again.`;
}

/** Whether what was last seen at a target is what is wanted there, so that nothing is to be asked. */
export function isAsWanted(
  previous: TargetState | undefined,
  { fingerprint }: WantedTarget,
  dryRun: boolean,
): boolean {
  if (previous?.applied !== fingerprint) return false;
  return dryRun || (isReal(previous) && previous.status.state === "applied");
}

/** The same in a dry run, whose host is the journal. */
async function writeDown(
  wanted: WantedTarget,
  own: string,
  previous: TargetState | undefined,
  context: Context,
): Promise<TargetState> {
  const { executors, log } = context;
  const before = await observe(wanted, true, context);
  const place = placeText(wanted);
  if (isInPlace(before, own, wanted)) {
    if (isReal(previous)) log.info(`dry run: would change ${place}, as the journal has it`);
    return settled(before, own, previous);
  }
  throwUnlessReplaceable(wanted, own, previous, before, context, true);
  const { key: target, fingerprint } = wanted;
  const steps = kindOf(wanted.target).putSteps(wanted, own);
  await executors.journal.append({ target, resource: own, fingerprint, steps });
  log.info(`dry run: would change ${place}`);
  return settled(await observe(wanted, true, context), own, previous);
}

/** A dry run leaves a state that a real run made as it is. */
function settled(
  reached: Observation,
  own: string,
  previous: TargetState | undefined,
): TargetState {
  return isReal(previous) ? previous : judgeObservation(reached, own, previous, true);
}

/** A target that shows something else than what was, or was to be, put there. */
export class NotVerified extends PmuFilterError {
  /** What it shows. */
  readonly reached: TargetState;

  constructor(place: string, reached: TargetState, written: boolean) {
    const what = written
      ? "does not show what was just put there"
      : "was changed by another at the same time, and is left as it is";
    super("NOT_VERIFIED", `${place} ${what} (${reached.status.evidence})`, {
      hint: "Something else changes it, or a file's owner has a second name; run again when it is mended.",
    });
    this.reached = reached;
  }
}

/** @throws PmuFilterError FILE_NOT_OURS */
function throwUnlessReplaceable(
  wanted: WantedTarget,
  own: string,
  previous: TargetState | undefined,
  before: Observation,
  { log }: Context,
  dryRun = false,
): void {
  const place = placeText(wanted);
  const found = judgeObservation(before, own, previous, dryRun);
  if (found.status.state === "foreign") throw notOurs(wanted, before, found);
  if (found.status.state === "taken-over") {
    log.warn(
      `${place} bears another resource's record (${found.applied}); this resource takes it over. That is as it should be after a move, a rename, or an interrupted run.`,
    );
  } else if (before.found === "foreign" && found.status.state === "edited") {
    log.warn(`${place} has no record any more; what stands there is written over.`);
  }
}

function notOurs(
  wanted: WantedTarget,
  before: Observation,
  { status }: TargetState,
): PmuFilterError {
  const adoptable = before.found === "foreign" && before.fingerprint !== undefined;
  const adopt = `To adopt it, import it: pulumi import pmufilter:index:PmuFilter NAME ${wanted.key}. Else move it away, or choose another place.`;
  return new PmuFilterError(
    "FILE_NOT_OURS",
    `what stands at ${placeText(wanted)} was not put there by pulumi-pmufilter (${status.evidence})`,
    { hint: adoptable ? adopt : "Move it away, or choose another place." },
  );
}
