import type { Executors } from "../executor/executor.ts";
import type { Defaults } from "./defaults.ts";

/** What the lifecycle needs of the shell around it. */
export interface Context extends Defaults {
  readonly executors: Executors;
  /** Whether the provider's configuration or environment asks for a dry run. */
  readonly dryRun: boolean;
  /** Whether previews may ask hosts whether their kernels take the filter. */
  readonly probe?: boolean;
  /** Whether unreachable hosts are forgotten when something is to be taken away there. */
  readonly dropUnreachable?: boolean;
  /** Whether the filter tells of a secret, so that nothing that quotes its events is logged. */
  readonly secretFilter?: boolean;
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
