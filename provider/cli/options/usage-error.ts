import { PmuFilterError } from "../../errors/pmu-filter-error.ts";

/** A command line of ours that is wrong. */
export function usageError(message: string, hint?: string): PmuFilterError {
  return new PmuFilterError("USAGE_INVALID", message, hint === undefined ? {} : { hint });
}
