import type { ExecutionContext } from "ava";
import type { ErrorCode } from "../../provider/errors/error-code.ts";
import { PmuFilterError } from "../../provider/errors/pmu-filter-error.ts";

/** Asserts that the call throws this project's error with the given code, and returns it. */
export function refused(t: ExecutionContext, code: ErrorCode, call: () => unknown): PmuFilterError {
  const error = t.throws(call, { instanceOf: PmuFilterError });
  t.is(error.code, code, error.message);
  return error;
}
