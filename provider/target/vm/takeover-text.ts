import type { ChangeReport } from "./helper-report.ts";
import { clearedFingerprint, shortFingerprint } from "./struct-fingerprint.ts";

/**
 * Whose filter a VM had before `apply`, in words, if it was not the resource's own; undefined if there
 * is nothing to tell: no filter, or the same one that nobody's resource had set.
 */
export function takeoverText(
  { previous, fingerprint }: ChangeReport,
  resource: string,
): string | undefined {
  if (previous === null || previous.state === "none" || previous.owner === resource)
    return undefined;
  if (previous.owner !== null) {
    return `had the filter of resource ${previous.owner}; this resource takes it over. That is as it should be after a move, a rename, or an interrupted run.`;
  }
  if (previous.state === "unknown") {
    return "had a filter that no readable record tells; it is replaced.";
  }
  if (previous.fingerprint === null || previous.fingerprint === fingerprint) return undefined;
  if (shortFingerprint(previous.fingerprint) === clearedFingerprint) return undefined;
  return previous.evidence === "exec"
    ? "had another filter since it started; it is replaced until the VM starts again."
    : "had a filter that somebody set by kvm-pmu-filter, without a resource; it is replaced.";
}
