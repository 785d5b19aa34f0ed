import { entryKey } from "../entry.ts";
import type { Filter } from "../filter.ts";
import type { Mend } from "./finding.ts";

/** The filter with a finding's change made. */
export function mended(filter: Filter, mend: Mend): Filter {
  const removed = new Set(mend.remove?.map(entryKey));
  return {
    action: filter.action,
    entries: [
      ...filter.entries.filter((entry) => !removed.has(entryKey(entry))),
      ...(mend.add ?? []),
    ],
    fixedCounters: mend.fixedCounters ?? filter.fixedCounters,
  };
}
