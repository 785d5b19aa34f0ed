import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { type ProblemCode, problemCodes, type Refusal } from "./problem.ts";

/**
 * What a check of the libraries below has against a value, so that a rule stands in one place.
 *
 * @param check - throws PmuFilterError with a code that is among the problems'
 */
export function refusedBy(check: () => unknown): Refusal | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (!(error instanceof PmuFilterError) || !isProblemCode(error.code)) throw error;
    return {
      code: error.code,
      message: error.message.replace(/\.$/, ""),
      ...(error.hint !== undefined && { hint: error.hint }),
    };
  }
}

function isProblemCode(code: string): code is ProblemCode {
  return (problemCodes as readonly string[]).includes(code);
}
