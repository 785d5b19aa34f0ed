import type { Core, CoreVendor } from "../source.ts";
import { type IntelPart, intelParts } from "./intel-parts.ts";

/** The core type of a directory of the kernel's arch/x86; `pmu` tells one of a hybrid part. */
export function x86Core(directory: string, vendor: CoreVendor, pmu?: string): Core {
  const zen = /^amdzen(\d+)$/.exec(directory)?.[1];
  if (zen !== undefined) {
    return { id: `zen${zen}`, title: `Zen ${zen}`, vendor, aliases: [directory] };
  }
  const part = intelParts[directory];
  const named = { id: part?.id ?? directory, title: part?.title ?? directory };
  const aliases = part === undefined ? [] : [directory];
  if (pmu === undefined) return { ...named, vendor, aliases };
  return hybridCore({ ...named, ...(part?.cores && { cores: part.cores }) }, aliases, pmu);
}

/** One core type of a hybrid part: `ADL-core`, `ADL-atom`, `ARL-lowpower`. */
export function hybridCore(part: IntelPart, directories: readonly string[], pmu: string): Core {
  const role = pmu.replace(/^cpu_/, "");
  const microarchitecture = part.cores?.[pmu];
  const names = [part.id, ...directories];
  return {
    id: `${part.id}-${role}`,
    title: `${part.title} (${microarchitecture ?? role})`,
    vendor: "intel",
    aliases: [
      ...directories.map((name) => `${name}-${role}`),
      ...(microarchitecture === undefined
        ? []
        : names.map((name) => `${name}-${microarchitecture}`)),
    ],
    pmu,
  };
}
