import { canonicalFilter, type Filter } from "../filter/filter.ts";
import { minimise } from "../filter/minimise/minimise.ts";
import { tooManyEntries } from "../filter/minimise/too-many-entries.ts";
import { kvmAbi } from "./kvm-abi.ts";

/**
 * The canonical form of a filter in as many entries as KVM takes. One with more is said again in
 * masked entries that match exactly the same events, which kernels before Linux 6.3 refuse.
 *
 * @throws {PmuFilterError} TOO_MANY_ENTRIES, with how many are too many and which selects cost most.
 */
export function fittingFilter(filter: Filter): Filter {
  const canonical = canonicalFilter(filter);
  if (canonical.entries.length <= kvmAbi.maxEvents) return canonical;
  const minimised = minimise(canonical);
  if (minimised.after > kvmAbi.maxEvents) throw tooManyEntries(minimised, kvmAbi.maxEvents);
  return minimised.filter;
}
