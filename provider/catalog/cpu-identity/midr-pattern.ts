import type { Arm64Identity } from "./cpu-identity.ts";
import { readMidr } from "./midr.ts";

/**
 * Whether a CPU is of a MIDR value of perf's: the same implementer and part, and the same version or
 * a later one, compared as variant, then revision. A value with both 0 means every version.
 *
 * Source: kernel, tools/perf/arch/arm64/util/header.c, strcmp_cpuid_str().
 */
export function matchesMidr(value: string, cpu: Arm64Identity): boolean {
  const first = readMidr(value);
  return (
    first !== undefined &&
    first.implementer === cpu.implementer &&
    first.part === cpu.part &&
    version(cpu) >= version(first)
  );
}

function version({ variant, revision }: Arm64Identity): number {
  return variant * 16 + revision;
}
