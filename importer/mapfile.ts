import { readFileSync } from "node:fs";

/** A row of a mapfile.csv: which CPUs have which files. */
export interface MapfileRow {
  /** perf's CPUID pattern, or an arm64 main ID register. */
  readonly cpu: string;
  /** The version of the list of events, `v1.39`. */
  readonly version: string;
  readonly path: string;
  /** `core`, `hybridcore`, `uncore`, ... */
  readonly type: string;
  /** Hybrid parts in Intel's own repository: `Core`, `Atom`, `LowPower_Atom`. */
  readonly role?: string;
}

/** The rows of a mapfile.csv without its comments and heading; undefined where there is none. */
export function readMapfile(path: string): readonly MapfileRow[] | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
  return text
    .split(/\r?\n/)
    .filter((line) => line.includes(",") && !/^\s*(#|Family-model)/i.test(line))
    .map((line) => {
      const [cpu = "", version = "", file = "", type = "", , , role = ""] = line
        .split(",")
        .map((cell) => cell.trim());
      return { cpu, version, path: file.replace(/^\/+/, ""), type, ...(role && { role }) };
    });
}
