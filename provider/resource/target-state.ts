import type { TypeOf } from "io-ts";
import { object, optional, required } from "../declared/object.ts";
import { choice, text } from "../declared/scalar.ts";
import type { Observation } from "../target/observation.ts";

/** What a target can show. */
export const targetStates = [
  "applied",
  "dry-run",
  "adopted",
  "missing",
  "edited",
  "foreign",
  "taken-over",
  "uncertain",
] as const;

/** The status of a target with its evidence, as the resource puts it out. */
export const targetStatusCodec = object("TargetStatus", "What was last observed at a target.", {
  state: required(choice(targetStates), {
    description:
      "`applied`: this resource put it there. `dry-run`: a dry run wrote down that it would. `adopted`: imported, and not written since. `missing`: it is gone. `edited`: somebody changed it. `foreign`: something else stands there. `taken-over`: another resource put its own there. `uncertain`: a change there failed, and may be done all the same, wholly or in part.",
  }),
  evidence: required(text(), { description: "What was seen." }),
  pending: optional(choice(["restart"]), {
    description:
      "`restart`: the VM that runs was started with something else, and takes what is there when it starts again.",
  }),
});

/** What is known of a target: the status, and what stands in the `applied` map for it. */
export interface TargetState {
  readonly status: TypeOf<typeof targetStatusCodec>;
  /** The fingerprint of what is there, or in words why it is not what was put there. */
  readonly applied: string;
}

const dryRunPrefix = "dry-run ";

/** How the `applied` map says what is only in the journal: a fingerprint, or why there is none. */
export function dryRunApplied(text: string): string {
  return `${dryRunPrefix}${text}`;
}

/** What the `applied` map says of an uncertain target that was not this resource's before. */
export const uncertain = "uncertain";

/** True if a real run left this state; a dry run neither changes nor drops it. */
export function isReal(state: TargetState | undefined): state is TargetState {
  return state !== undefined && !state.applied.startsWith(dryRunPrefix);
}

/**
 * What an observation means to a resource.
 *
 * @param own - the resource's id
 * @param previous - what the resource knew of the target before
 */
export function judgeObservation(
  observation: Observation,
  own: string,
  previous: TargetState | undefined,
  dryRun: boolean,
): TargetState {
  // What a run of the other kind saw, it saw elsewhere.
  const comparable = isReal(previous) === dryRun ? undefined : previous;
  const judged = judge(observation, own, comparable, dryRun);
  // What a dry run saw in the journal must not pass for what a real run left on the host.
  return dryRun ? { ...judged, applied: dryRunApplied(judged.applied) } : judged;
}

function judge(
  observation: Observation,
  own: string,
  previous: TargetState | undefined,
  dryRun: boolean,
): TargetState {
  const as = (state: (typeof targetStates)[number], applied: string): TargetState => ({
    status: {
      state,
      evidence: dryRun ? `in the journal: ${observation.evidence}` : observation.evidence,
      ...(observation.pending && { pending: observation.pending }),
    },
    applied,
  });
  if (observation.found === "nothing") return as("missing", "missing");
  const { fingerprint = "" } = observation;
  if (observation.found === "foreign") {
    const mine = stateBefore(previous);
    if (mine === "adopted" && previous?.applied === fingerprint) return previous;
    // It was this resource's when last seen, so its record was taken away or never made. What has
    // no fingerprint is no file at all, or nobody's record, and never was this resource's.
    if (observation.fingerprint === undefined) return as("foreign", notOurs);
    if (mine === "adopted" || mine === "applied" || mine === "edited") {
      return as("edited", editedByHand);
    }
    return as("foreign", notOurs);
  }
  if (observation.recordOf !== own) {
    return as("taken-over", `taken over by resource ${observation.recordOf}`);
  }
  if (observation.found === "edited") return as("edited", editedByHand);
  return as(dryRun ? "dry-run" : "applied", fingerprint);
}

/** An uncertain target's state before the change that failed, as far as it says whose it was. */
function stateBefore(previous: TargetState | undefined): (typeof targetStates)[number] | undefined {
  if (previous?.status.state !== "uncertain") return previous?.status.state;
  return previous.applied === uncertain ? undefined : "edited";
}

const notOurs = "not written by pulumi-pmufilter";
const editedByHand = "edited by hand";
