import type { TypeOf } from "io-ts";
import { object, required } from "../declared/object.ts";
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
] as const;

/** The status of a target with its evidence, as the resource puts it out. */
export const targetStatusCodec = object("TargetStatus", "What was last observed at a target.", {
  state: required(choice(targetStates), {
    description:
      "`applied`: this resource put it there. `dry-run`: a dry run wrote down that it would. `adopted`: imported, and not written since. `missing`: it is gone. `edited`: somebody changed it. `foreign`: something else stands there. `taken-over`: another resource put its own there.",
  }),
  evidence: required(text(), { description: "What was seen." }),
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
  if (observation.found === "nothing") {
    return state("missing", "missing", dryRun ? "nothing in the journal" : "no such file");
  }
  const { fingerprint = "" } = observation;
  const evidence = `${dryRun ? "in the journal: " : ""}${observation.evidence}`;
  if (observation.found === "foreign") {
    const mine = previous?.status.state;
    if (mine === "adopted" && previous?.applied === fingerprint) return previous;
    // It was this resource's when last seen, so its record was taken away or never made. What has
    // no fingerprint is no file at all, or nobody's record, and never was this resource's.
    if (observation.fingerprint === undefined) return state("foreign", notOurs, evidence);
    if (mine === "adopted" || mine === "applied" || mine === "edited") return edited(evidence);
    return state("foreign", notOurs, evidence);
  }
  if (observation.recordOf !== own) {
    const taken = `taken over by resource ${observation.recordOf}`;
    return state("taken-over", taken, evidence);
  }
  if (observation.found === "edited") return edited(evidence);
  return state(dryRun ? "dry-run" : "applied", fingerprint, evidence);
}

const notOurs = "not written by pulumi-pmufilter";

function edited(evidence: string): TargetState {
  return state("edited", "edited by hand", evidence);
}

function state(
  name: (typeof targetStates)[number],
  applied: string,
  evidence: string,
): TargetState {
  return { status: { state: name, evidence }, applied };
}
