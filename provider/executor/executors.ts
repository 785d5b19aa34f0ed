import { dryRunExecutor } from "./dry-run/dry-run-executor.ts";
import { Journal } from "./dry-run/journal.ts";
import { journalPath } from "./dry-run/journal-path.ts";
import type { Executors } from "./executor.ts";
import { localExecutor } from "./local/local-executor.ts";

/**
 * The executors of a provider.
 *
 * @param journal - the journal's path as configured
 */
export function createExecutors(workingDirectory: string, journal: string | undefined): Executors {
  return {
    real: localExecutor,
    dryRun: dryRunExecutor(new Journal(journalPath(workingDirectory, journal))),
  };
}
