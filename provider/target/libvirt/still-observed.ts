import type { Observation } from "../observation.ts";

/** Whether a place still shows what was observed there: the same owner's, or the same of nobody. */
export function isStill(now: Observation, observed: Observation): boolean {
  if (now.found === "foreign" && observed.found === "foreign") {
    return now.fingerprint === observed.fingerprint;
  }
  if (now.found === "foreign" || observed.found === "foreign") return false;
  return now.recordOf === observed.recordOf;
}

/**
 * Whether a resource may replace what a place shows, where it may replace what was observed there: that,
 * its own, and nothing at all.
 */
export function mayReplace(now: Observation, observed: Observation, resource: string): boolean {
  if (now.found === "foreign") return isStill(now, observed);
  const isNobodys = now.found === "nothing" && now.recordOf === undefined;
  return isNobodys || now.recordOf === resource || isStill(now, observed);
}
