import { PmuFilterError } from "../errors/pmu-filter-error.ts";

/**
 * Stops an operation that has not begun to change anything.
 *
 * @throws PmuFilterError CANCELLED
 */
export function throwIfCancelled(signal: AbortSignal): void {
  if (!signal.aborted) return;
  const timedOut = signal.reason instanceof DOMException && signal.reason.name === "TimeoutError";
  throw new PmuFilterError(
    "CANCELLED",
    timedOut ? "the resource's time ran out" : "the operation was cancelled",
    {
      hint: timedOut
        ? "Raise customTimeouts, or run again: what is done stays done."
        : "Run again: what is done stays done.",
    },
  );
}
