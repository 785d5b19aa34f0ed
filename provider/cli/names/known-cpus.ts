import { type Arch, type Cpu, families } from "../../catalog/cpu.ts";

/** The CPUs whose names are shown: those given, or else the families of the architecture. */
export function knownCpus(cpus: readonly Cpu[], arch: Arch): readonly Cpu[] {
  return cpus.length > 0 ? cpus : families.filter((family) => family.arch === arch);
}
