import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { NotVerified } from "./put-target.ts";
import { isReal, type TargetState, uncertain } from "./target-state.ts";

const was = `${uncertain}, was `;

/**
 * What is known of a target at which something failed. Where it may be done all the same, the target is
 * uncertain: it stays known, so that a refresh looks there and a delete removes it, and what it showed
 * before is no reason any more to leave it as it is.
 *
 * @param before - what was known of it
 */
export function stateAfterFailure(
  error: unknown,
  before: TargetState | undefined,
): TargetState | undefined {
  if (error instanceof NotVerified) return error.reached;
  if (!(error instanceof PmuFilterError && error.mayBeDone)) return before;
  // The error's own words are among the failures; they may quote what nobody may see here.
  const evidence = `a change that failed may be done, wholly or in part [${error.code}]`;
  return { status: { state: "uncertain", evidence }, applied: appliedAfter(before) };
}

/** The fingerprint of what an uncertain target had before, from the `applied` map. */
export function fingerprintBefore(applied: string): string | undefined {
  const before = applied.startsWith(was) ? applied.slice(was.length) : "";
  return /^[0-9a-f]{16}$/.test(before) ? before : undefined;
}

/** Whose it was must not be forgotten: what lost its record since may still be written over. */
function appliedAfter(before: TargetState | undefined): string {
  if (!isReal(before)) return uncertain;
  const { status, applied } = before;
  if (status.state === "uncertain") return applied;
  const own = status.state === "applied" || status.state === "adopted" || status.state === "edited";
  return own ? `${was}${applied}` : uncertain;
}
