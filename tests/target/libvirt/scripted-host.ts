import type { HostAnswer, HostOperation, Run } from "../../../provider/target/host-operation.ts";
import type { Procedure } from "../../../provider/target/procedure.ts";
import { ran, reported } from "../vm/answers.ts";
import { absent, done, held, off, skipped, unheld } from "./domain-answers.ts";
import { domainText, uuid } from "./domains.ts";

/** A host with one domain, as it answers unless something else is said. */
export interface Script {
  readonly text?: string;
  readonly running?: boolean;
  readonly status?: HostAnswer;
  /** By path. */
  readonly files?: Readonly<Record<string, HostAnswer>>;
  /** What an operation is answered instead; counts exchanges from 0. */
  readonly instead?: Instead;
}

/** What an operation is answered instead; undefined for the usual. */
export type Instead = (
  operation: HostOperation,
  exchange: number,
  before: HostOperation | undefined,
) => HostAnswer | undefined;

/** Drives a procedure on such a host; tells what it asked before it ended or failed. */
export function perform<Result>(procedure: Procedure<Result>, script: Script) {
  const asked: (readonly HostOperation[])[] = [];
  try {
    let step = procedure.next();
    while (!step.done) {
      asked.push(step.value);
      step = procedure.next(answersTo(step.value, script, asked.length - 1));
    }
    return { asked, result: step.value, error: undefined };
  } catch (error) {
    return { asked, result: undefined, error };
  }
}

/** Whether an operation runs a program with this among its words. */
export function runs(operation: HostOperation | undefined, word: string): operation is Run {
  return operation?.op === "run" && operation.args.includes(word);
}

function answersTo(operations: readonly HostOperation[], script: Script, exchange: number) {
  let over = false;
  let failed = false;
  return operations.map((operation, index): HostAnswer => {
    if (over) return skipped;
    const before = operations[index - 1];
    const unmet = operation.op === "onlyIfOutput" && failed ? unheld : undefined;
    const said = script.instead?.(operation, exchange, before) ?? unmet ?? usual(operation, script);
    failed = said.kind === "ran" && said.exitCode !== 0;
    over = said.kind === "failed" || (said.kind === "condition" && !said.held);
    return said;
  });
}

function usual(operation: HostOperation, { text, running, status, files }: Script): HostAnswer {
  if (operation.op === "readFile") return files?.[operation.path] ?? absent;
  if (operation.op.startsWith("onlyIf")) return held;
  if (operation.op !== "run") return done;
  if (runs(operation, "dumpxml")) return ran(text ?? domainText());
  if (runs(operation, "list")) {
    return ran(running === true || runs(operation, "--all") ? `${uuid}\n` : "\n");
  }
  if (runs(operation, "domuuid")) return ran(`${uuid}\n`);
  if (runs(operation, "capabilities")) return ran("<capabilities/>\n");
  return runs(operation, "status") ? (status ?? off) : reported({});
}
