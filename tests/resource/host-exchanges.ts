import type { Context } from "../../provider/resource/context.ts";
import type { HostAnswer, HostOperation } from "../../provider/target/host-operation.ts";
import type { Procedure } from "../../provider/target/procedure.ts";

type Exchange = Procedure<readonly HostAnswer[]>;

/** What comes between a procedure and its host: it may look, fail, or ask otherwise. */
export type Between = (operations: readonly HostOperation[]) => Exchange;

/** Asks as it was asked. */
export function* asAsked(operations: readonly HostOperation[]): Exchange {
  return yield operations;
}

/** A context whose hosts are reached through something in between. */
export function through(context: Context, between: Between): Context {
  const { hosts } = context.executors;
  return {
    ...context,
    executors: {
      ...context.executors,
      hosts: {
        perform: (connection, procedure, signal) =>
          hosts.perform(connection, driven(procedure, between), signal),
        close: () => hosts.close(),
      },
    },
  };
}

/** A context in which a file cannot be changed. */
export function failingAt(context: Context, failing: string): Context {
  return through(context, (operations) => {
    if (changedBy(operations).includes(failing)) throw new Error("out of order");
    return asAsked(operations);
  });
}

/** The paths that operations are to write or remove. */
export function changedBy(operations: readonly HostOperation[]): readonly string[] {
  return operations.flatMap((operation) =>
    operation.op === "stageFile" || operation.op === "removeFile" ? [operation.path] : [],
  );
}

function* driven<Result>(procedure: Procedure<Result>, between: Between): Procedure<Result> {
  let step = procedure.next();
  while (!step.done) {
    let answers: readonly HostAnswer[];
    try {
      answers = yield* between(step.value);
    } catch (error) {
      step = procedure.throw(error);
      continue;
    }
    step = procedure.next(answers);
  }
  return step.value;
}
