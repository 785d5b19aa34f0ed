import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { type ProblemCode, problemCodes, type Refusal } from "./problem.ts";

/** What came of an attempt: a value, or what a library has against it. */
export type Attempt<T> =
  | { readonly value: T; readonly refusal?: undefined }
  | { readonly value?: undefined; readonly refusal: Refusal };

/**
 * Tries what the libraries below may refuse, so that a rule stands in one place.
 *
 * @param work - throws PmuFilterError with a code that is among the problems'
 */
export function attempt<T>(work: () => T): Attempt<T> {
  try {
    return { value: work() };
  } catch (error) {
    if (!(error instanceof PmuFilterError) || !isProblemCode(error.code)) throw error;
    const message = error.message.replace(/\.$/, "");
    const hint = error.hint === undefined ? {} : { hint: error.hint };
    return { refusal: { code: error.code, message, ...hint } };
  }
}

/** What a check of the libraries below has against a value; see {@link attempt}. */
export function refusedBy(check: () => unknown): Refusal | undefined {
  return attempt(check).refusal;
}

function isProblemCode(code: string): code is ProblemCode {
  return (problemCodes as readonly string[]).includes(code);
}
