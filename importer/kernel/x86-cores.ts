import { basename, join, relative } from "node:path";
import { x86Core } from "../core-types/x86-core.ts";
import { type MapfileRow, readMapfile } from "../mapfile.ts";
import { withoutDoubtfulUmasks } from "../rows/doubtful-umasks.ts";
import { readJsonFile } from "../rows/json-file.ts";
import { jsonFilesIn, readJsonCore } from "../rows/read-rows.ts";
import { corePmuOf } from "../rows/row-unit.ts";
import { readX86Row } from "../rows/x86-row.ts";
import type { CoreVendor, SourceCore } from "../source.ts";
import { coreDirectories } from "./core-directories.ts";
import type { KernelTree } from "./find-arch.ts";
import type { KernelCores } from "./kernel-cores.ts";

/** The core types of the kernel's arch/x86; a hybrid part is several. */
export function x86Cores({ root, x86, only }: KernelTree): KernelCores {
  if (x86 === undefined) return { cores: [], remarks: [], faults: [] };
  const mapfile = (readMapfile(join(x86, "mapfile.csv")) ?? []).filter(isCore);
  const { directories, remarks, faults } = coreDirectories(x86, mapfile, only);
  const cores = directories.flatMap((directory): readonly SourceCore[] => {
    const rows = mapfile.filter(({ path }) => path === directory);
    const files = jsonFilesIn(join(x86, directory));
    const vendor = vendorOf(directory, rows);
    return hybridPmus(files).map((pmu) => ({
      core: { ...x86Core(directory, vendor, pmu), cpuid: rows.map(({ cpu }) => cpu) },
      path: relative(root, join(x86, directory)) || basename(x86),
      ...(rows[0] && { revision: rows[0].version }),
      read: () =>
        readJsonCore(
          files,
          (row) => readX86Row(row, { vendor, ...(pmu && { pmu }) }),
          withoutDoubtfulUmasks,
        ),
    }));
  });
  return { cores, remarks, faults };
}

function isCore({ type }: MapfileRow): boolean {
  return type === "core";
}

function vendorOf(directory: string, rows: readonly MapfileRow[]): CoreVendor {
  const amd = /^(AuthenticAMD|HygonGenuine)/;
  return rows.some(({ cpu }) => amd.test(cpu)) || directory.startsWith("amd") ? "amd" : "intel";
}

/** The core PMUs that a hybrid part's rows name; `[undefined]` for every other part. */
function hybridPmus(files: readonly string[]): readonly (string | undefined)[] {
  const pmus = new Set<string>();
  for (const path of files) {
    for (const row of rowsOrNone(path)) {
      const pmu = corePmuOf(row);
      if (pmu !== undefined && pmu !== "") pmus.add(pmu);
    }
  }
  return pmus.size === 0 ? [undefined] : [...pmus].sort();
}

/** The rows of a file that can be read; the reading of the core reports those that cannot. */
function rowsOrNone(path: string) {
  try {
    return readJsonFile(path).rows ?? [];
  } catch {
    return [];
  }
}
