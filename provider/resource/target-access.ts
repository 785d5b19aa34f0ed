import type { Executor } from "../executor/executor.ts";
import type { Observation } from "../target/observation.ts";
import {
  type DeclaredAccounts,
  fileQueries,
  observeFile,
} from "../target/qemu-args/observe-file.ts";
import type { Context } from "./context.ts";

/** The executor for a run that is dry or not. */
export function executorOf({ executors }: Context, dryRun: boolean): Executor {
  return dryRun ? executors.dryRun : executors.real;
}

/**
 * What stands at a path now.
 *
 * @throws PmuFilterError if it cannot be told
 */
export async function observe(
  path: string,
  accounts: DeclaredAccounts,
  executor: Executor,
  signal: AbortSignal,
): Promise<Observation> {
  const [file, record] = await executor.read(fileQueries(path, accounts), signal);
  if (file === undefined || record === undefined) throw new Error("an executor left out an answer");
  return observeFile([file, record], accounts);
}
