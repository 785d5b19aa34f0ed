import { checkEntry, checkFixedCounters } from "../filter/check-entry.ts";
import type { Filter } from "../filter/filter.ts";
import type { VendorWidths } from "../filter/vendor.ts";
import { fittingFilter } from "./fitting-filter.ts";

/**
 * The canonical form of a filter that every encoding can say, in as many entries as KVM takes (see
 * fittingFilter).
 *
 * @throws {PmuFilterError} SELECT_OUT_OF_RANGE, UMASK_OUT_OF_RANGE, MATCH_OUTSIDE_MASK,
 *   BITMAP_OUT_OF_RANGE, TOO_MANY_ENTRIES.
 */
export function checkedFilter(filter: Filter, widths: VendorWidths): Filter {
  for (const entry of filter.entries) checkEntry(entry, widths);
  checkFixedCounters(filter.fixedCounters);
  return fittingFilter(filter);
}
