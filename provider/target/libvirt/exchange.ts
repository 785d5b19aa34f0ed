import type { HostAnswer, HostOperation } from "../host-operation.ts";
import type { Procedure } from "../procedure.ts";

/** One exchange of groups of operations; the answers by the names of the groups. */
export function* exchange<Name extends string>(
  groups: Readonly<Record<Name, readonly HostOperation[]>>,
): Procedure<Readonly<Record<Name, readonly HostAnswer[]>>> {
  const names = Object.keys(groups) as Name[];
  const answers = yield names.flatMap((name) => groups[name]);
  let at = 0;
  const sorted = names.map((name) => {
    const start = at;
    at += groups[name].length;
    return [name, answers.slice(start, at)] as const;
  });
  return Object.fromEntries(sorted) as unknown as Record<Name, readonly HostAnswer[]>;
}

/** Goes on with a procedure whose first operations went into an exchange with others. */
export function* resumed<Result>(
  procedure: Procedure<Result>,
  answers: readonly HostAnswer[],
): Procedure<Result> {
  let step = procedure.next(answers);
  while (!step.done) {
    let more: readonly HostAnswer[];
    try {
      more = yield step.value;
    } catch (error) {
      step = procedure.throw(error);
      continue;
    }
    step = procedure.next(more);
  }
  return step.value;
}

/** A procedure's first operations. */
export function firstOperations(procedure: Procedure<unknown>): readonly HostOperation[] {
  const step = procedure.next([]);
  return step.done ? [] : step.value;
}
