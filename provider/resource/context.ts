import type { LintSettings } from "../declared/lint-settings.ts";
import type { Executors } from "../executor/executor.ts";

/** What the lifecycle needs of the shell around it. */
export interface Context {
  readonly executors: Executors;
  /** Whether the provider's configuration or environment asks for a dry run. */
  readonly dryRun: boolean;
  /** The severities of lint rules that the provider's configuration sets. */
  readonly lint: LintSettings;
  readonly log: Log;
  /** Aborted when the user cancels or the resource's time is out. */
  readonly signal: AbortSignal;
}

/** Where messages go; the shells hand them to Pulumi's engine. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  /** What is being done now; not kept. */
  progress(message: string): void;
}
