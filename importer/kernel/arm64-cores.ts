import { join, relative } from "node:path";
import { arm64Core, furtherMidrs } from "../core-types/arm64-core.ts";
import { type MapfileRow, readMapfile } from "../mapfile.ts";
import { readArm64Row } from "../rows/arm64-row.ts";
import { jsonFilesIn, readJsonCore } from "../rows/read-rows.ts";
import type { Core, SourceCore } from "../source.ts";
import { coreDirectories } from "./core-directories.ts";
import type { KernelTree } from "./find-arch.ts";
import type { KernelCores } from "./kernel-cores.ts";
import { readStandardEvents } from "./standard-events.ts";

/** The core types of the kernel's arch/arm64, and the architecture's own events as `armv8`. */
export function arm64Cores({ root, arm64, only }: KernelTree): KernelCores {
  if (arm64 === undefined) return { cores: [], remarks: [], faults: [] };
  const standard = readStandardEvents(arm64);
  const mapfile = (readMapfile(join(arm64, "mapfile.csv")) ?? []).filter(isCore);
  const { directories, remarks, faults } = coreDirectories(arm64, mapfile, only);
  const cores = directories.flatMap((directory): readonly SourceCore[] => {
    const files = jsonFilesIn(join(arm64, directory));
    return coresOf(directory, mapfile).map((core) => ({
      core,
      path: relative(root, join(arm64, directory)),
      read: () => readJsonCore(files, (row) => readArm64Row(row, standard.events)),
    }));
  });
  const faulty = [...faults, ...standard.unreadable];
  return only === undefined
    ? { cores: [...cores, armv8(arm64, root)], remarks, faults: faulty }
    : { cores, remarks, faults: faulty };
}

function isCore({ type }: MapfileRow): boolean {
  return type === "core";
}

/** The core types of a directory, each with all its main ID registers. */
function coresOf(directory: string, mapfile: readonly MapfileRow[]): readonly Core[] {
  const cores = new Map<string, Core>();
  const registers = mapfile.filter(({ path }) => path === directory).map(({ cpu }) => cpu);
  if (registers.length === 0) return [{ ...arm64Core(directory, ""), midr: [] }];
  for (const midr of registers) {
    const core = arm64Core(directory, midr);
    cores.set(core.id, { ...core, midr: [...(cores.get(core.id)?.midr ?? []), midr] });
  }
  return [...cores.values()].map((core) => ({
    ...core,
    midr: [...new Set([...(core.midr ?? []), ...furtherMidrs(core.id)])],
  }));
}

/** The events that the architecture defines or recommends; their numbers mean the same everywhere. */
function armv8(arm64: string, root: string): SourceCore {
  const files = ["common-and-microarch.json", "recommended.json"].map((name) => join(arm64, name));
  return {
    core: {
      id: "armv8",
      title: "Armv8 common events",
      vendor: "arm",
      aliases: ["armv8-common"],
      midr: [],
    },
    path: relative(root, arm64) || ".",
    read: () => readJsonCore(files, (row) => readArm64Row(row, new Map())),
  };
}
