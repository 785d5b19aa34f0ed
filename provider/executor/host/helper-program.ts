import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A static kvm-pmu-filter for one architecture. */
export interface HelperProgram {
  readonly path: string;
  /** Of its bytes, in hexadecimal; it is named after it on hosts. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
}

/** The architectures that there are programs for, as `uname -m` says them. */
export const helperMachines = ["x86_64", "aarch64"] as const;

/** The programs for {@link helperMachines}, in their order. */
export type HelperPrograms = readonly [HelperProgram | undefined, HelperProgram | undefined];

/**
 * Where the programs are: in the npm package and, once they were built there, in a clone. The
 * environment's PMUFILTER_HELPER_DIR names another place.
 */
export function helperDirectory(env: NodeJS.ProcessEnv = process.env): string {
  // The same place, seen from provider/executor/host and from dist/executor/host.
  return (
    env["PMUFILTER_HELPER_DIR"] ?? fileURLToPath(new URL("../../../dist/helper/", import.meta.url))
  );
}

/** The programs in a directory; undefined where there is none. */
export async function helperPrograms(directory: string): Promise<HelperPrograms> {
  const [x86, arm] = helperMachines;
  return Promise.all([programAt(directory, x86), programAt(directory, arm)]);
}

/** The program of a machine, as `uname -m` says it there. */
export function programFor(machine: string, [x86, arm]: HelperPrograms): HelperProgram | undefined {
  if (machine === "x86_64" || machine === "amd64") return x86;
  return machine === "aarch64" || machine === "arm64" ? arm : undefined;
}

async function programAt(directory: string, machine: string): Promise<HelperProgram | undefined> {
  const path = join(directory, `kvm-pmu-filter-${machine}`);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch {
    return undefined;
  }
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { path, sha256, size: bytes.length };
}
