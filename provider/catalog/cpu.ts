import { nearest } from "../errors/nearest.ts";
import { type Vendor, vendors } from "../filter/vendor.ts";
import { type CpuIndexEntry, cpuIndex } from "./cpu-index.ts";

/** Who made a CPU, or for arm64 whose architecture it is. */
export type CpuVendor = "intel" | "amd" | "arm";

/** The two ways in which KVM filters events. */
export type Arch = "x86" | "arm64";

/** Whose event names and widths hold: a core type, or all CPUs of a family. */
export interface Cpu {
  /** The name by which it is shown: `SPR`, `zen4`, `neoverse-n1`; `intel`, `amd`, `arm64`. */
  readonly name: string;
  /** The vendor's name for it, or what the family is. */
  readonly title: string;
  readonly vendor: CpuVendor;
  readonly arch: Arch;
  /** The file of its events; absent for the x86 families, whose names are few. */
  readonly file?: string;
}

/** The families: what can be said where the core type is not known, or does not matter. */
export const families: readonly Cpu[] = [
  { name: "intel", title: "Intel, every core type", vendor: "intel", arch: "x86" },
  { name: "amd", title: "AMD Zen and Hygon, every core type", vendor: "amd", arch: "x86" },
  // The common events are the architecture's, the same on each core that has them.
  {
    name: "arm64",
    title: "Armv8 and later, every core type",
    vendor: "arm",
    arch: "arm64",
    file: "arm/armv8.json",
  },
];

/** Every family and core type, in the order in which they are shown. */
export function cpus(): readonly Cpu[] {
  return [...families, ...cpuIndex().map(cpuOf)];
}

/**
 * The CPU of a name: letter case, blanks, `-` and `_` aside, and by its aliases too (`sapphirerapids`,
 * `Zen 4`).
 */
export function cpuNamed(name: string): Cpu | undefined {
  const wanted = plain(name);
  const family = families.find((cpu) => plain(cpu.name) === wanted);
  if (family !== undefined) return family;
  const entry = cpuIndex().find(({ cpu, title, aliases }) =>
    [cpu, title, ...aliases].some((known) => plain(known) === wanted),
  );
  return entry && cpuOf(entry);
}

/** The CPUs whose names are shown: those given, or else the families of the architecture. */
export function cpusOrFamilies(cpus: readonly Cpu[], arch: Arch): readonly Cpu[] {
  return cpus.length > 0 ? cpus : families.filter((family) => family.arch === arch);
}

/** At most three names of CPUs that look like the given one, nearest first. */
export function suggestCpus(name: string): readonly string[] {
  return nearest(
    name,
    cpus().map((cpu) => cpu.name),
  );
}

/** The x86 vendors among the CPUs, each once; none for arm64. */
export function vendorsOf(cpus: readonly Cpu[]): readonly Vendor[] {
  return vendors.filter((vendor) => cpus.some((cpu) => cpu.vendor === vendor));
}

function cpuOf({ cpu, title, vendor, file }: CpuIndexEntry): Cpu {
  return { name: cpu, title, vendor, arch: vendor === "arm" ? "arm64" : "x86", file };
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}
