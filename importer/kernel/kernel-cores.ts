import type { Source } from "../source.ts";

/** What one architecture of the kernel has. */
export type KernelCores = Pick<Source, "cores" | "remarks" | "faults">;
