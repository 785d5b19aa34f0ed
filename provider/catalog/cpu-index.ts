import { createRequire } from "node:module";
import type { CpuVendor } from "./cpu.ts";

/** A core type with a table of its events: a row of data/index.json, which the importer writes. */
export interface CpuIndexEntry {
  /** The name by which it is shown: `SPR`, `zen4`, `neoverse-n1`. */
  readonly cpu: string;
  /** The vendor's name for it. */
  readonly title: string;
  readonly vendor: CpuVendor;
  /** The file of its events, from the directory of the index. */
  readonly file: string;
  /** Other names, such as the directory in the kernel's tools/perf/pmu-events. */
  readonly aliases: readonly string[];
  /** x86: perf's CPUID strings as regular expressions (kernel, pmu-events/arch/x86/mapfile.csv). */
  readonly cpuid?: readonly string[];
  /** Of a core type of a hybrid part: its PMU in the kernel, `cpu_core`. */
  readonly pmu?: string;
  /** arm64: main ID registers in hexadecimal (kernel, pmu-events/arch/arm64/mapfile.csv). */
  readonly midr?: readonly string[];
}

/** Every core type with a table, in the order in which they are shown. */
export function cpuIndex(): readonly CpuIndexEntry[] {
  return requireData("./data/index.json") as readonly CpuIndexEntry[];
}

/** A file of the data; loaded when it is asked for, and once. */
export function requireData(path: string): unknown {
  return require(path);
}

// Not an import: a table must cost nothing to a program that does not ask for it.
const require = createRequire(import.meta.url);
