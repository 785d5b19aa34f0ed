import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type CoreReading, collectRows } from "../rows/reading.ts";
import type { Source, SourceCore } from "../source.ts";
import { type CTable, readTables } from "./c-tables.ts";
import { type HeaderCore, headerCores } from "./header-cores.ts";
import { amdName } from "./read-amd.ts";
import { armName } from "./read-arm.ts";
import { intelDefines, intelName } from "./read-intel.ts";
import { type ReadName, tableRows } from "./table-rows.ts";

/** libpfm4's lib/events as a source; undefined if the directory is none of it. */
export function readLibpfm4(directory: string): Source | undefined {
  const start = resolve(directory);
  const events = ["lib/events", "events", "."]
    .map((below) => join(start, below))
    .find((path) => headersIn(path).length > 0);
  if (events === undefined) return undefined;
  const root = basename(dirname(events)) === "lib" ? dirname(dirname(events)) : events;
  const cores = headersIn(events).flatMap((file) =>
    headerCores(file).map((core) => sourceCore(join(events, file), root, core)),
  );
  return { kind: "libpfm4", directory: root, cores, remarks: [], faults: [] };
}

function headersIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => /^(intel_\w+_events|amd64_events_\w+|arm_\w+_events)\.h$/.test(name))
    .sort();
}

function sourceCore(path: string, root: string, { core, model }: HeaderCore): SourceCore {
  return { core, path: path.slice(root.length + 1), read: () => readHeader(path, model) };
}

function readHeader(path: string, model: string | undefined): CoreReading {
  try {
    const tables = readTables(readFileSync(path, "utf8"), intelDefines);
    const rows = [...tables.values()].flatMap((table) => {
      const readName = readNameOf(table, model);
      return readName === undefined ? [] : tableRows(table, tables, readName);
    });
    return collectRows(rows);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return collectRows([], { unreadable: [`${path}: ${why}`] });
  }
}

function readNameOf({ type }: CTable, model: string | undefined): ReadName | undefined {
  if (type === "intel_x86_entry_t") return intelName(model);
  if (type === "amd64_entry_t") return amdName;
  return type === "arm_entry_t" ? armName : undefined;
}
