import type { CpuVendor } from "../cpu.ts";
import type { CpuIndexEntry } from "../cpu-index.ts";
import type { CpuIdentity } from "./cpu-identity.ts";
import { matchesCpuid } from "./cpuid-pattern.ts";
import { matchesMidr } from "./midr-pattern.ts";

/** What is known of a set of CPUs. */
export interface CoreTypes {
  /** The core types among them, each once, in the order of the CPUs. */
  readonly found: readonly CpuIndexEntry[];
  /** The CPUs of which the index knows no core type. */
  readonly unknown: readonly CpuIdentity[];
}

/**
 * The core type of a CPU by the index's patterns; undefined if it has none. The first that matches
 * wins, as in perf's mapfile.csv: AMD's patterns of a family end with one for the rest of it. The
 * vendor's name, `HygonGenuine`, is part of the pattern, so Hygon's CPUs have no core type although
 * their event codes have AMD's widths: see {@link vendorOfCpu}.
 */
export function coreTypeOf(
  cpu: CpuIdentity,
  index: readonly CpuIndexEntry[],
): CpuIndexEntry | undefined {
  return index.find(({ cpuid = [], midr = [] }) =>
    cpu.arch === "x86"
      ? cpuid.some((pattern) => matchesCpuid(pattern, cpu))
      : midr.some((value) => matchesMidr(value, cpu)),
  );
}

/** The core types of several CPUs. */
export function coreTypesOf(
  cpus: readonly CpuIdentity[],
  index: readonly CpuIndexEntry[],
): CoreTypes {
  const types = cpus.map((cpu) => ({ cpu, type: coreTypeOf(cpu, index) }));
  return {
    found: [...new Set(types.flatMap(({ type }) => type ?? []))],
    unknown: types.filter(({ type }) => type === undefined).map(({ cpu }) => cpu),
  };
}

/** Whose rules a CPU's event codes follow; undefined for x86 vendors that KVM has no PMU of. */
export function vendorOfCpu(cpu: CpuIdentity): CpuVendor | undefined {
  return cpu.arch === "arm64" ? "arm" : x86Vendors.get(cpu.vendorId);
}

/** Kernel, arch/x86/kvm/cpuid.h: Hygon's CPUs are AMD's to KVM. */
const x86Vendors: ReadonlyMap<string, CpuVendor> = new Map([
  ["GenuineIntel", "intel"],
  ["AuthenticAMD", "amd"],
  ["HygonGenuine", "amd"],
]);
