import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { hexadecimal } from "../hexadecimal.ts";
import type { Minimised, SelectCost } from "./minimise.ts";

/**
 * The error for a filter that has more than `max` entries even when minimised: how many too many,
 * and which selects cost most. Code TOO_MANY_ENTRIES.
 */
export function tooManyEntries(minimised: Minimised, max: number): PmuFilterError {
  const { before, after } = minimised;
  const merged = after < before ? `, merged from ${before}` : "";
  return new PmuFilterError(
    "TOO_MANY_ENTRIES",
    `The filter has ${after} entries${merged}: ${after - max} more than the ${max} that KVM takes.`,
    { hint: hintFor(minimised, max) },
  );
}

/** The selects with the most entries, at most five; of equal ones those with more pairs, then by number. */
export function costliestSelects({ selects }: Minimised): readonly SelectCost[] {
  return selects
    .toSorted((a, b) => b.entries - a.entries || b.pairs - a.pairs || a.select - b.select)
    .slice(0, 5);
}

function hintFor(minimised: Minimised, max: number): string {
  const costliest = costliestSelects(minimised).map(
    ({ select, entries }) => `${hexadecimal(select)} with ${entries}`,
  );
  return (
    `${reachOf(minimised, max)} List fewer events, whole selects where that is safe, or give each kind of CPU a filter of its own. ` +
    `Most entries are for the selects ${costliest.join(", ")}.`
  );
}

function reachOf({ after, lowerBound }: Minimised, max: number): string {
  if (lowerBound === after) return "No other entries say the same in fewer.";
  if (lowerBound > max) return `No entries say the same in fewer than ${lowerBound}.`;
  return `Fewer than ${lowerBound} cannot say the same; whether ${max} can is not known.`;
}
