import type { Source } from "../source.ts";
import { arm64Cores } from "./arm64-cores.ts";
import { findKernelTree } from "./find-arch.ts";
import { x86Cores } from "./x86-cores.ts";

/** The kernel's tools/perf/pmu-events as a source; undefined if the directory is none of it. */
export function readKernel(directory: string): Source | undefined {
  const tree = findKernelTree(directory);
  if (tree === undefined) return undefined;
  const parts = [x86Cores(tree), arm64Cores(tree)];
  return {
    kind: "kernel",
    directory: tree.root,
    cores: parts.flatMap(({ cores }) => cores),
    remarks: parts.flatMap(({ remarks }) => remarks),
    faults: parts.flatMap(({ faults }) => faults),
  };
}
