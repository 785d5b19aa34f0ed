import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import type { Procedure } from "./procedure.ts";

/**
 * Goes on with a procedure after it has changed something: whatever fails from here on says that it may
 * be done all the same, the exchanges with the host included.
 *
 * @throws PmuFilterError what the procedure throws, with `mayBeDone`
 */
export function* afterChange<Result>(procedure: Procedure<Result>): Procedure<Result> {
  try {
    return yield* procedure;
  } catch (error) {
    throw error instanceof PmuFilterError ? thatMayBeDone(error) : error;
  }
}

function thatMayBeDone(error: PmuFilterError): PmuFilterError {
  if (error.mayBeDone) return error;
  const { code, message, hint, at } = error;
  return new PmuFilterError(code, message, {
    ...(hint === undefined ? {} : { hint }),
    ...(at === undefined ? {} : { at }),
    cause: error,
    mayBeDone: true,
  });
}
