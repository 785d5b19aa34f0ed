import { checkEntry, checkFixedCounters } from "../filter/check-entry.ts";
import { canonicalFilter, type Filter } from "../filter/filter.ts";
import type { VendorWidths } from "../filter/vendor.ts";
import { checkEventCount } from "./event-count.ts";

/**
 * The canonical form of a filter that every encoding can say. Entries are counted once duplicates
 * are merged.
 *
 * @throws {PmuFilterError} SELECT_OUT_OF_RANGE, UMASK_OUT_OF_RANGE, MATCH_OUTSIDE_MASK,
 *   BITMAP_OUT_OF_RANGE, TOO_MANY_ENTRIES.
 */
export function checkedFilter(filter: Filter, widths: VendorWidths): Filter {
  for (const entry of filter.entries) checkEntry(entry, widths);
  checkFixedCounters(filter.fixedCounters);
  const canonical = canonicalFilter(filter);
  checkEventCount(canonical.entries.length);
  return canonical;
}
