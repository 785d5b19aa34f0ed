import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { readMapfile } from "../mapfile.ts";

/** Where the kernel's JSON is, and what of it was asked for. */
export interface KernelTree {
  /** The directory that the paths of provenance begin at. */
  readonly root: string;
  readonly x86?: string;
  readonly arm64?: string;
  /** The one core directory that was asked for, from x86 or arm64. */
  readonly only?: string;
}

/**
 * The kernel's JSON in or above a directory: the kernel's root, tools/perf, pmu-events, arch, one
 * architecture, or one core's directory; undefined if it is none of these.
 */
export function findKernelTree(directory: string): KernelTree | undefined {
  const start = resolve(directory);
  for (const below of ["tools/perf/pmu-events/arch", "pmu-events/arch", "arch", "."]) {
    const tree = treeAt(join(start, below));
    if (tree !== undefined) return tree;
  }
  return treeAbove(start);
}

function treeAt(arch: string): KernelTree | undefined {
  const [x86, arm64] = ["x86", "arm64"].map((name) => join(arch, name));
  const has = (path: string | undefined): path is string =>
    path !== undefined && existsSync(join(path, "mapfile.csv"));
  if (!has(x86) && !has(arm64)) return undefined;
  return { root: rootOf(arch), ...(has(x86) && { x86 }), ...(has(arm64) && { arm64 }) };
}

/** The architecture whose directory, or one of whose cores' directories, this is. */
function treeAbove(start: string): KernelTree | undefined {
  for (const up of ["", "..", "../.."]) {
    const architecture = resolve(start, up);
    if (!isArchitecture(architecture)) continue;
    const only = start.slice(architecture.length + 1);
    const name = isArm64(architecture) ? "arm64" : "x86";
    const root = rootOf(dirname(architecture));
    return { root, [name]: architecture, ...(only !== "" && { only }) };
  }
  return undefined;
}

/** True for a directory with a mapfile.csv in the kernel's form; Intel's own names files in it. */
function isArchitecture(directory: string): boolean {
  const rows = readMapfile(join(directory, "mapfile.csv"));
  return rows?.some(({ path }) => path !== "" && !path.endsWith(".json")) ?? false;
}

function isArm64(directory: string): boolean {
  if (basename(directory) === "arm64") return true;
  return readMapfile(join(directory, "mapfile.csv"))?.[0]?.cpu.startsWith("0x") ?? false;
}

function rootOf(arch: string): string {
  const whole = "/tools/perf/pmu-events/arch";
  return arch.endsWith(whole) ? arch.slice(0, -whole.length) : arch;
}
