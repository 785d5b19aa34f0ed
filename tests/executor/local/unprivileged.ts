import { PmuFilterError } from "../../../provider/errors/pmu-filter-error.ts";
import { localExecutor } from "../../../provider/executor/local/local-executor.ts";
import type { Plan } from "../../../provider/target/step.ts";
import { never } from "../plans.ts";

/**
 * A program that lets the local executor read a path or carry out a plan as somebody who is not
 * root, and prints what came of it.
 */
async function main(work: { readonly read?: string; readonly plan?: Plan }): Promise<void> {
  if (process.getuid?.() === 0) {
    process.setgroups?.([]);
    process.setgid?.(65534);
    process.setuid?.(65534);
  }
  try {
    if (work.plan) await localExecutor.carryOut(work.plan, never);
    if (work.read) await localExecutor.read([{ path: work.read, accounts: false }], never);
    console.log(JSON.stringify({ code: "done" }));
  } catch (error) {
    if (!(error instanceof PmuFilterError)) throw error;
    const cause = (error.cause as NodeJS.ErrnoException | undefined)?.code;
    console.log(JSON.stringify({ code: error.code, cause }));
  }
}

main(JSON.parse(process.argv[2] ?? "{}"));
