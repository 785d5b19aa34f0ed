import type { DeclaredConnection } from "../declared/connection.ts";
import type { Procedure } from "../target/procedure.ts";
import type { Journal } from "./dry-run/journal.ts";

/** How procedures are carried out on hosts. */
export interface Hosts {
  /**
   * Carries out a procedure on a host. Those that wait for one host at the same time share an
   * exchange.
   *
   * @param connection - undefined for this machine
   * @throws PmuFilterError if the host does not answer, and what the procedure throws
   */
  perform<Result>(
    connection: DeclaredConnection | undefined,
    procedure: Procedure<Result>,
    signal: AbortSignal,
  ): Promise<Result>;

  /** Ends all connections. */
  close(): Promise<void>;
}

/** Where a provider's plans go: to hosts, or, in a dry run, to the journal. */
export interface Executors {
  readonly hosts: Hosts;
  readonly journal: Journal;
}
