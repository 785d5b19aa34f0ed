import { isDead } from "../../filter/entry.ts";
import type { Filter } from "../../filter/filter.ts";

/**
 * The filter without entries that can match nothing. They have no effect, encodings refuse them, and
 * read from YAML again they would be an error of the lint.
 */
export function withoutDead<F extends Filter>(filter: F): F {
  const entries = filter.entries.filter((entry) => !isDead(entry));
  return { ...filter, entries };
}
