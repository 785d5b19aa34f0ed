import type { ResolvedFilter } from "../../declared/resolve.ts";
import { refusalIn } from "../output/verdict-text.ts";
import type { FilterInput } from "./filter-input.ts";
import { type InputProblem, InputProblems } from "./input-problem.ts";

/**
 * The filter of an input that must have one that can be put into a VM, in fewer entries if need be.
 *
 * @throws {InputProblems} why there is none, and what keeps it from being encoded.
 */
export function neededFilter(input: FilterInput): ResolvedFilter {
  const { source, unfit, findings, oversized } = input;
  if (oversized === undefined) refuseRefused(input);
  const filter = input.filter ?? oversized;
  if (filter === undefined) {
    const message = "The VM that it describes has no filter.";
    throw new InputProblems([
      { code: "INPUT_WITHOUT_FILTER", message, hint: input.remarks[0]?.message, file: source.name },
    ]);
  }
  const problems = [...unfit, ...findings.filter(({ severity }) => severity === "error")];
  if (problems.length > 0) {
    throw new InputProblems(
      problems.map((problem): InputProblem => ({ ...problem, file: source.name })),
    );
  }
  return filter;
}

/**
 * Refuses an input that comes to no filter because QEMU or KVM refuses it.
 *
 * @throws {InputProblems}
 */
export function refuseRefused(input: FilterInput): void {
  const refusal = input.filter === undefined ? refusalIn(input) : undefined;
  if (refusal === undefined) return;
  throw new InputProblems([{ ...refusal.problem, file: input.source.name }]);
}
