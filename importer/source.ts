import type { CoreReading } from "./rows/reading.ts";

/** Whose event format a core type's rows have. */
export type CoreVendor = "intel" | "amd" | "arm";

/** A core type as the catalogue's index names it. */
export interface Core {
  /** Its name in the catalogue: `SPR`, `ADL-atom`, `zen4`, `neoverse-n1`. */
  readonly id: string;
  readonly title: string;
  readonly vendor: CoreVendor;
  /** Other names by which it is found. */
  readonly aliases: readonly string[];
  /** x86: perf's CPUID patterns, as in the source's mapfile.csv. */
  readonly cpuid?: readonly string[];
  /** arm64: main ID registers, as in the source's mapfile.csv. */
  readonly midr?: readonly string[];
  /** The kernel's PMU of one core type in a hybrid part: `cpu_core`, `cpu_atom`, `cpu_lowpower`. */
  readonly pmu?: string;
}

/** A core type that a source has. */
export interface SourceCore {
  readonly core: Core;
  /** File or directory of its events, from the source's directory. */
  readonly path: string;
  /** The vendor's own version of the list of events, where the source tells it. */
  readonly revision?: string;
  /** Reads the events; throws nothing for files that cannot be read, but reports them. */
  readonly read: () => CoreReading;
}

/** The three forms of sources. */
export type SourceKind = "kernel" | "perfmon" | "libpfm4";

/** A directory with tables of events. */
export interface Source {
  readonly kind: SourceKind;
  /** The directory that `path` of its cores begins at. */
  readonly directory: string;
  readonly cores: readonly SourceCore[];
  /** What was found beside the cores and cannot be imported, as sentences. */
  readonly remarks: readonly string[];
  /** What the source's own files promise and is not there, as sentences; the import fails. */
  readonly faults: readonly string[];
}
