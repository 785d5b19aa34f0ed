import { type Cpu, cpuNamed, cpus, families, suggestCpus } from "../../catalog/cpu.ts";
import { coreTypesOf, vendorOfCpu } from "../../catalog/cpu-identity/core-type.ts";
import {
  type CpuIdentity,
  cpuIdentityText,
  parseCpuIdentity,
} from "../../catalog/cpu-identity/cpu-identity.ts";
import { cpusOfProcCpuinfo } from "../../catalog/cpu-identity/proc-cpuinfo.ts";
import { cpuIndex } from "../../catalog/cpu-index.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { usageError } from "./usage-error.ts";

/** What this machine says of its CPUs. */
export interface HostTexts {
  /** /proc/cpuinfo; absent where it was not asked for, or is not there. */
  readonly cpuinfo?: string;
}

/** The value of `--cpu` that stands for this machine. */
export const hostCpu = "host";

/**
 * The CPUs that the values of `--cpu` name, each once: names of the catalogue, `host`, and perf's own
 * CPUID strings and MIDR values.
 *
 * @throws {PmuFilterError} CPU_UNKNOWN; USAGE_INVALID for CPUs of both architectures.
 */
export function cpusOfOptions(values: readonly string[], host: HostTexts): readonly Cpu[] {
  const names = values.flatMap((value) => value.split(",")).map((name) => name.trim());
  const named = names.flatMap((name) => (name === hostCpu ? cpusOfHost(host) : cpusNamed(name)));
  const found = [...new Map(named.map((cpu) => [cpu.name, cpu])).values()];
  const other = found.find(({ arch }) => arch !== found[0]?.arch);
  if (other === undefined) return found;
  throw usageError(
    `--cpu names CPUs of both ${found[0]?.arch} and ${other.arch} (${found[0]?.name}, ${other.name}).`,
    "KVM filters events differently there: ask for each by itself.",
  );
}

function cpusNamed(name: string): readonly Cpu[] {
  const cpu = cpuNamed(name);
  if (cpu !== undefined) return [cpu];
  if (/[-,]\d|^0x/i.test(name) && isIdentity(name)) return coreTypesFor(parseCpuIdentity(name));
  const guesses = suggestCpus(name);
  throw new PmuFilterError("CPU_UNKNOWN", `"${name}" is no CPU of the catalogue.`, {
    hint:
      guesses.length === 0
        ? `Known are ${[...cpus().map((known) => known.name), hostCpu].join(", ")}.`
        : `Did you mean ${guesses.join(" or ")}?`,
  });
}

function isIdentity(text: string): boolean {
  try {
    return parseCpuIdentity(text) !== undefined;
  } catch (error) {
    if (error instanceof PmuFilterError) return false;
    throw error;
  }
}

function cpusOfHost({ cpuinfo }: HostTexts): readonly Cpu[] {
  const identities = cpusOfProcCpuinfo(cpuinfo ?? "");
  if (identities.length > 0) return identities.flatMap(coreTypesFor);
  throw new PmuFilterError("CPU_UNKNOWN", "This machine does not say what its CPU is.", {
    hint: "Say it with --cpu NAME; pmufilter events --cpus lists the names.",
  });
}

/** A CPU's core types, several on a hybrid part, or its family where the catalogue has no such core. */
function coreTypesFor(identity: CpuIdentity): readonly Cpu[] {
  const types = coreTypesOf([identity], cpuIndex()).found.flatMap(({ cpu }) => cpuNamed(cpu) ?? []);
  if (types.length > 0) return types;
  const vendor = vendorOfCpu(identity);
  const family = families.find((one) => one.vendor === vendor);
  if (family !== undefined) return [family];
  throw new PmuFilterError(
    "CPU_UNKNOWN",
    `The catalogue knows nothing of the CPU ${cpuIdentityText(identity)}.`,
    { hint: "Say select and umask in place of names, and leave --cpu out." },
  );
}
