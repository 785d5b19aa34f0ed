import type { LeftOut } from "../rows/left-out.ts";
import type { SourceKind } from "../source.ts";

/** What became of an import. */
export interface ImportReport {
  readonly sources: readonly SourceReport[];
}

/** What became of a source. */
export interface SourceReport {
  readonly kind: SourceKind;
  readonly directory: string;
  readonly remarks: readonly string[];
  readonly faults: readonly string[];
  readonly cores: readonly CoreReport[];
}

/** What became of a core type. */
export interface CoreReport {
  readonly cpu: string;
  /** How many names it has. */
  readonly events: number;
  /** False if it has no events, or a file that could not be read. */
  readonly written: boolean;
  readonly leftOut: readonly LeftOut[];
  readonly remarks: readonly string[];
  readonly unreadable: readonly string[];
}

/** True if all that the sources promise is in the catalogue. */
export function isComplete({ sources }: ImportReport): boolean {
  return sources.every(
    ({ faults, cores }) => faults.length === 0 && cores.every(({ written }) => written),
  );
}
