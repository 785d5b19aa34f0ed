import { entryKey } from "../entry.ts";
import type { Filter } from "../filter.ts";
import type { Found } from "./finding.ts";
import { few, keysOf } from "./spelling.ts";

/** DUPLICATE_ENTRY: the same entry twice; each takes one of the 300 places. */
export function duplicateEntry(filter: Filter): Found | undefined {
  const seen = new Set<string>();
  const again = new Map(
    filter.entries.flatMap((entry) => {
      const key = entryKey(entry);
      if (seen.has(key)) return [[key, entry] as const];
      seen.add(key);
      return [];
    }),
  );
  if (again.size === 0) return undefined;
  const twice = [...again.values()];
  return {
    message: `An entry listed twice does nothing more than once: ${few(keysOf(twice))}.`,
    hint: "List each once, or correct the one that was meant to be another.",
    entries: keysOf(twice),
    mend: { remove: twice, add: twice },
  };
}
