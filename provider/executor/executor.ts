import type { FileQuery, FileReading } from "../target/file-reading.ts";
import type { Plan } from "../target/step.ts";

/** How a host is asked and steps are carried out. */
export interface Executor {
  /** Whether steps are only written down. */
  readonly dryRun: boolean;

  /**
   * Answers the queries, in their order.
   *
   * @throws PmuFilterError if it cannot tell, which is never the same as "absent"
   */
  read(queries: readonly FileQuery[], signal: AbortSignal): Promise<readonly FileReading[]>;

  /**
   * Carries out a plan.
   *
   * @throws PmuFilterError if a step fails; what had been prepared is taken away again
   */
  carryOut(plan: Plan, signal: AbortSignal): Promise<void>;
}

/** Both executors of a provider; a resource may ask for a dry run of its own. */
export interface Executors {
  readonly real: Executor;
  readonly dryRun: Executor;
}
