import type { Observation } from "../target/observation.ts";
import type { Place, WantedTarget } from "../target/target-kind.ts";
import { kindOf } from "../target/target-kinds.ts";
import type { Context } from "./context.ts";

/**
 * What a target shows now: on its host, or, in a dry run, by the journal.
 *
 * @throws PmuFilterError if it cannot be told
 */
export async function observe(
  place: Place,
  dryRun: boolean,
  { executors, signal }: Context,
): Promise<Observation> {
  if (!dryRun) {
    return executors.hosts.perform(place.connection, kindOf(place.target).look(place), signal);
  }
  const plan = await executors.journal.lastPlan(place.key);
  if (plan?.fingerprint === undefined) return { found: "nothing", evidence: "nothing" };
  const { resource: recordOf, fingerprint, steps } = plan;
  const evidence = `${steps.length} ${steps.length === 1 ? "step" : "steps"}`;
  return { found: "written", recordOf, fingerprint, evidence };
}

/** Whether a target shows exactly what is wanted, put there by the resource. */
export function isInPlace(observation: Observation, own: string, wanted: WantedTarget): boolean {
  return (
    observation.found === "written" &&
    observation.recordOf === own &&
    observation.fingerprint === wanted.fingerprint
  );
}

/** A place in words: `/etc/pmufilter/web.args on kvm1.example`. */
export function placeText({ target, host }: Place): string {
  return `${kindOf(target).describe(target)} on ${host}`;
}
