import type { ErrorCode } from "../../errors/error-code.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";

/** A part of an event's text: what it says, and where it begins. */
export interface Part {
  /** The event's whole text. */
  readonly source: string;
  readonly text: string;
  /** Index in the source, from 0. */
  readonly at: number;
}

/** The part of a part from `start` up to `end`, indices in the part's own text. */
export function partOf(part: Part, start: number, end = part.text.length): Part {
  return { source: part.source, text: part.text.slice(start, end), at: part.at + start };
}

/** The error for a part of an event that is wrong; `problem` is a sentence without its full stop. */
export function refusal(part: Part, problem: string, hint: string): PmuFilterError {
  return refusalAs("PERF_EVENT_INVALID", part, problem, hint);
}

/** The error for an event that is no core PMU's. */
export function notCore(part: Part, problem: string): PmuFilterError {
  return refusalAs(
    "PMU_NOT_CORE",
    part,
    problem,
    "A KVM filter is about the events of the CPU cores' own PMU only; leave this one out.",
  );
}

/** The error of the given code. */
export function refusalAs(
  code: ErrorCode,
  { source, at }: Part,
  problem: string,
  hint: string,
): PmuFilterError {
  const place = `character ${at + 1} of "${source}"`;
  return new PmuFilterError(code, `${problem} (${place}).`, { hint });
}
