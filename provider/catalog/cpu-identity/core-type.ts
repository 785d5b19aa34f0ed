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
  return index.find((entry) => matches(entry, cpu));
}

/** The core types of several CPUs; of a hybrid part, whose CPUID is that of all its cores, each. */
export function coreTypesOf(
  cpus: readonly CpuIdentity[],
  index: readonly CpuIndexEntry[],
): CoreTypes {
  const known = cpus.map((cpu) => ({ cpu, types: typesOf(cpu, index) }));
  return {
    found: [...new Set(known.flatMap(({ types }) => types))],
    unknown: known.filter(({ types }) => types.length === 0).map(({ cpu }) => cpu),
  };
}

function typesOf(cpu: CpuIdentity, index: readonly CpuIndexEntry[]): readonly CpuIndexEntry[] {
  const first = coreTypeOf(cpu, index);
  if (first === undefined) return [];
  if (first.pmu === undefined) return [first];
  return index.filter((entry) => entry.pmu !== undefined && matches(entry, cpu));
}

function matches({ cpuid = [], midr = [] }: CpuIndexEntry, cpu: CpuIdentity): boolean {
  return cpu.arch === "x86"
    ? cpuid.some((pattern) => matchesCpuid(pattern, cpu))
    : midr.some((value) => matchesMidr(value, cpu));
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
