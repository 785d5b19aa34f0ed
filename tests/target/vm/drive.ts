import type { HostAnswer, HostOperation } from "../../../provider/target/host-operation.ts";
import type { Procedure } from "../../../provider/target/procedure.ts";

/** What a procedure asked, exchange by exchange, and what came of it. */
export interface Driven<Result> {
  readonly asked: readonly (readonly HostOperation[])[];
  readonly result: Result;
}

/** Drives a procedure with answers, exchange by exchange; it must take all of them. */
export function drive<Result>(
  procedure: Procedure<Result>,
  ...exchanges: readonly (readonly HostAnswer[])[]
): Driven<Result> {
  const asked: (readonly HostOperation[])[] = [];
  let step = procedure.next();
  for (const answers of exchanges) {
    if (step.done) throw new Error("it was done before the last exchange");
    asked.push(step.value);
    step = procedure.next(answers);
  }
  if (!step.done) throw new Error("it asked for another exchange");
  return { asked, result: step.value };
}
