import { hostFailure } from "../host-failure.ts";
import type { HostAnswer, HostOperation } from "../host-operation.ts";

/**
 * @throws PmuFilterError for the first operation that failed
 */
export function throwIfFailed(
  host: string,
  operations: readonly HostOperation[],
  answers: readonly HostAnswer[],
): void {
  answers.forEach((answer, index) => {
    const operation = operations[index];
    if (answer.kind !== "failed" || operation === undefined) return;
    throw hostFailure(verbOf(operation), placeOf(operations, index), host, answer);
  });
}

/** Whether a condition did not hold. */
export function isUnmet(answers: readonly HostAnswer[]): boolean {
  return answers.some((answer) => answer.kind === "condition" && !answer.held);
}

/** Whether something that matters to a target was changed: a commit that failed may have done a part. */
export function hasBegun(
  operations: readonly HostOperation[],
  answers: readonly HostAnswer[],
): boolean {
  return operations.some((operation, index) => {
    const { kind } = answers[index] ?? { kind: "skipped" };
    if (operation.op === "commit") return kind === "done" || kind === "failed";
    if (operation.op === "removeFile") return kind === "done";
    return operation.op === "run" && !operation.readOnly && kind === "ran";
  });
}

function verbOf({ op }: HostOperation): string {
  if (op === "run") return "run";
  if (op === "removeFile") return "remove";
  return op === "readFile" || op.startsWith("onlyIf") ? "read" : "write";
}

/** The path that an operation is about; for those without one, that of the one before. */
function placeOf(operations: readonly HostOperation[], index: number): string {
  for (const operation of operations.slice(0, index + 1).reverse()) {
    if ("path" in operation) return operation.path;
    if (operation.op === "run") return operation.program;
  }
  return "";
}
