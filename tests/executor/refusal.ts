import type { ExecutionContext } from "ava";
import type { ErrorCode } from "../../provider/errors/error-code.ts";
import { PmuFilterError } from "../../provider/errors/pmu-filter-error.ts";

/** Asserts that the work fails with the given code and a hint, and returns the error. */
export async function failed(
  t: ExecutionContext,
  code: ErrorCode,
  work: Promise<unknown>,
): Promise<PmuFilterError> {
  const error = await t.throwsAsync(work, { instanceOf: PmuFilterError });
  t.is(error.code, code, error.message);
  t.not(error.hint, undefined);
  return error;
}

/** The system's code of the failure underneath. */
export function systemCode(error: PmuFilterError): string | undefined {
  return (error.cause as NodeJS.ErrnoException | undefined)?.code;
}
