import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type MapfileRow, readMapfile } from "../mapfile.ts";
import { readJsonFile } from "../rows/json-file.ts";
import { textOf } from "../rows/json-value.ts";
import { readJsonCore } from "../rows/read-rows.ts";
import { readX86Row } from "../rows/x86-row.ts";
import type { Core, Source, SourceCore } from "../source.ts";
import { perfmonCores } from "./perfmon-core.ts";

/**
 * Intel's own JSON as a source: its root with mapfile.csv, or the directory of one part with or
 * without it above; undefined if the directory is none of it.
 */
export function readPerfmon(directory: string): Source | undefined {
  const start = resolve(directory);
  const root = ["", "..", "../.."].map((up) => resolve(start, up)).find(hasMapfile);
  if (root !== undefined) return fromMapfile(root, relative(root, start));
  const files = ["*/events", "events", "."].flatMap((below) => coreFilesIn(start, below));
  if (files.length === 0) return undefined;
  const rows = files.map((path) => ({ cpu: "", version: "", path, type: "core" }));
  return {
    kind: "perfmon",
    directory: start,
    cores: sourceCores(start, rows),
    remarks: ["there is no mapfile.csv: imported without the CPUs of the core types"],
    faults: [],
  };
}

function fromMapfile(root: string, below: string): Source {
  const rows = mapfileRows(root).filter(
    ({ type, path }) =>
      (type === "core" || type === "hybridcore") && (below === "" || path.startsWith(`${below}/`)),
  );
  const there = rows.filter(({ path }) => existsSync(join(root, path)));
  const missing = [...new Set(rows.filter((row) => !there.includes(row)).map(({ path }) => path))];
  return {
    kind: "perfmon",
    directory: root,
    cores: sourceCores(root, there),
    remarks: [],
    faults: missing.map((path) => `${join(root, path)} is in mapfile.csv and not there`),
  };
}

/** Where a mapfile.csv names files, which the kernel's does not. */
function hasMapfile(directory: string): boolean {
  return mapfileRows(directory).some(({ path }) => path.endsWith(".json"));
}

function mapfileRows(directory: string): readonly MapfileRow[] {
  return readMapfile(join(directory, "mapfile.csv")) ?? [];
}

function coreFilesIn(start: string, below: string): readonly string[] {
  if (below.startsWith("*/")) {
    return readdirSync(start, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => coreFilesIn(start, join(name, below.slice(2))));
  }
  const directory = join(start, below);
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => name.endsWith("_core.json"))
    .map((name) => join(below, name));
}

function sourceCores(root: string, rows: readonly MapfileRow[]): readonly SourceCore[] {
  return perfmonCores(root, rows).map(({ core, path, version }) =>
    sourceCore(root, core, path, version),
  );
}

function sourceCore(root: string, core: Core, path: string, version: string): SourceCore {
  const file = join(root, path);
  const revision = version === "" ? headerVersion(file) : version.toLowerCase();
  return {
    core,
    path,
    ...(revision !== undefined && { revision }),
    read: () => readJsonCore([file], (row) => readX86Row(row, { vendor: "intel" })),
  };
}

/** The version in a file's header, which a bare list has not. */
function headerVersion(file: string): string | undefined {
  try {
    const { header } = readJsonFile(file);
    const version = header && textOf(header, "Version");
    return version && `v${version}`;
  } catch {
    return undefined;
  }
}
