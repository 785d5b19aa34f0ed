import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { afterChange } from "../after-change.ts";
import type { Procedure } from "../procedure.ts";
import { type DomainPlace, nameOfDomain } from "./domain-place.ts";

/** How often to begin again with a domain that somebody else changes meanwhile. */
const attempts = 3;

/** Somebody else has changed the domain since it was looked at. */
export interface Disturbed {
  /** Whether something was done before that was seen. */
  readonly touched: boolean;
}

/**
 * Begins again with a domain that somebody else changes meanwhile, from the first look on.
 *
 * @throws PmuFilterError DOMAIN_CONFLICT if that does not end, and what the attempts throw
 */
export function* undisturbed<Result extends object>(
  place: DomainPlace,
  attempt: () => Procedure<Result | Disturbed>,
): Procedure<Result> {
  let touched = false;
  for (let count = 0; count < attempts; count += 1) {
    const result: Result | Disturbed = yield* touched ? afterChange(attempt()) : attempt();
    if (!isDisturbed(result)) return result;
    touched ||= result.touched;
  }
  throw new PmuFilterError(
    "DOMAIN_CONFLICT",
    `${nameOfDomain(place)} is being changed by somebody else`,
    { hint: "Run again when they are done.", mayBeDone: touched },
  );
}

function isDisturbed<Result extends object>(result: Result | Disturbed): result is Disturbed {
  return "touched" in result;
}
