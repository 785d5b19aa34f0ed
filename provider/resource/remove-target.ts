import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import type { Observation } from "../target/observation.ts";
import type { Place, Removed } from "../target/target-kind.ts";
import { kindOf } from "../target/target-kinds.ts";
import type { Context } from "./context.ts";
import type { Mode } from "./mode.ts";
import { observe, placeText } from "./observed-target.ts";
import { tellableWarnings } from "./secret-filter.ts";
import { isReal, type TargetState } from "./target-state.ts";
import { fingerprintBefore } from "./uncertain-target.ts";

/**
 * Takes the filter away from a target, if it still is this resource's.
 *
 * @param own - the resource's id
 * @returns what is still known of the target, or undefined if the resource is done with it
 * @throws PmuFilterError if the host cannot be reached and is not to be dropped, and what the kind of
 * target throws
 */
export async function removeTarget(
  place: Place,
  own: string,
  previous: TargetState,
  { dryRun, dropUnreachable }: Mode,
  context: Context,
): Promise<TargetState | undefined> {
  const { log } = context;
  const text = placeText(place);
  if (dryRun) return writeDown(place, own, previous, context);
  if (!isReal(previous)) return undefined;
  try {
    const { before, removed, warnings = [] } = await removeThere(place, own, previous, context);
    for (const warning of tellableWarnings(text, warnings, context)) log.warn(warning);
    if (!removed) {
      throwIfOwn(text, before, own);
      tellLeft(text, before, context);
    }
    return undefined;
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    if (!dropUnreachable) throw withWaysOut(error);
    log.warn(`${text} is forgotten, and left as it is: ${error.message}`);
    return undefined;
  }
}

async function removeThere(
  place: Place,
  own: string,
  previous: TargetState,
  { executors, signal }: Context,
): Promise<Removed> {
  const kind = kindOf(place.target);
  const first = await executors.hosts.perform(place.connection, kind.remove(place, own), signal);
  const { before } = first;
  // An import adopted it, and nobody has changed it since.
  const adopted =
    before.found === "foreign" &&
    before.fingerprint !== undefined &&
    adoptedFingerprint(previous) === before.fingerprint;
  if (first.removed || !adopted) return first;
  return executors.hosts.perform(place.connection, kind.remove(place, own, before), signal);
}

/** The fingerprint of what an import adopted and no change that is known of has touched. */
function adoptedFingerprint({ status, applied }: TargetState): string | undefined {
  return status.state === "adopted" ? applied : fingerprintBefore(applied);
}

/**
 * What still bears the resource's record is never forgotten.
 *
 * @throws PmuFilterError NOT_VERIFIED
 */
function throwIfOwn(text: string, before: Observation, own: string): void {
  if (!("recordOf" in before) || before.recordOf !== own) return;
  throw new PmuFilterError(
    "NOT_VERIFIED",
    `${text} was not taken away, and it bears this resource's record (${before.evidence})`,
    { hint: "Something else changed it at the same time; run again." },
  );
}

function tellLeft(text: string, before: Observation, { log }: Context): void {
  if (before.found === "foreign") {
    log.warn(`${text} is left as it is: no record says that this resource put it there.`);
  } else if (before.found !== "nothing") {
    log.info(`${text} is left as it is: it now is resource ${before.recordOf}'s.`);
  }
}

/** The same in a dry run, whose host is the journal. */
async function writeDown(
  place: Place,
  own: string,
  previous: TargetState,
  context: Context,
): Promise<TargetState | undefined> {
  const { log, executors } = context;
  const text = placeText(place);
  if (isReal(previous)) {
    log.info(`dry run: would take the filter away from ${text}; it stays, and stays known`);
    return previous;
  }
  const before = await observe(place, true, context);
  if (before.found !== "nothing" && before.found !== "foreign" && before.recordOf === own) {
    const steps = kindOf(place.target).removeSteps(place);
    await executors.journal.append({ target: place.key, resource: own, steps });
    log.info(`dry run: would take the filter away from ${text}`);
  } else {
    tellLeft(text, before, context);
  }
  return undefined;
}

/** Whether an error says that a host could not be asked at all, whatever stands there. */
function isUnreachable(error: unknown): error is PmuFilterError {
  return error instanceof PmuFilterError && unreachable.some((code) => code === error.code);
}

const unreachable = ["HOST_UNREACHABLE", "HOST_SILENT"] as const;

function withWaysOut(error: PmuFilterError): PmuFilterError {
  return new PmuFilterError(error.code, error.message, {
    cause: error,
    mayBeDone: error.mayBeDone,
    hint: "Try again when it is back. To keep what is there, set retainOnDelete. If the host is gone for good, run again with PMUFILTER_DROP_UNREACHABLE=1, or dropUnreachable: true.",
  });
}
