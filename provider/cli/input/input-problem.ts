import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { Place } from "./place.ts";

/** Something wrong with an input. */
export interface InputProblem {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  /** The name of the file that it is about, where that is known. */
  readonly file?: string;
  /** Where in the file. */
  readonly place?: Place;
  /** The property, as Pulumi writes its path. */
  readonly property?: string;
}

/** All that is wrong with an input, told at once. */
export class InputProblems extends Error {
  override readonly name = "InputProblems";
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    super(problems.map(({ message }) => message).join("\n"));
    this.problems = problems.toSorted(byPlace);
  }
}

function byPlace({ place: a }: InputProblem, { place: b }: InputProblem): number {
  if (a === undefined || b === undefined) return 0;
  return a.line - b.line || a.column - b.column;
}

/** What is wrong, for the mistakes of users; others are ours, and go on. */
export function problemsOf(error: unknown): readonly InputProblem[] {
  if (error instanceof InputProblems) return error.problems;
  if (!(error instanceof PmuFilterError)) throw error;
  const { code, message, hint } = error;
  return [{ code, message, hint }];
}
