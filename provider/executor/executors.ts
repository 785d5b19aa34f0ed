import { Journal } from "./dry-run/journal.ts";
import { journalPath } from "./dry-run/journal-path.ts";
import type { Executors } from "./executor.ts";
import { HostFactory } from "./host-factory.ts";
import { ParallelHosts } from "./parallel-hosts.ts";

/** What of a provider's settings the executors need. */
export interface ExecutorSettings {
  /** The journal's path as configured. */
  readonly journal?: string | undefined;
  /** How many hosts are worked on at a time. */
  readonly parallelHosts: number;
}

/** The executors of a provider. */
export function createExecutors(
  workingDirectory: string,
  { journal, parallelHosts }: ExecutorSettings,
): Executors {
  return {
    hosts: new ParallelHosts(parallelHosts, new HostFactory()),
    journal: new Journal(journalPath(workingDirectory, journal)),
  };
}
