import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type JsonFile, readJsonFile } from "./json-file.ts";
import type { JsonRow } from "./json-value.ts";
import { type CoreReading, collectRows, type RowReading } from "./reading.ts";

/** The JSON files of a directory, by name; empty where there is none. */
export function jsonFilesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && entry.name.endsWith(".json"))
      .map(({ name }) => join(directory, name))
      .sort();
  } catch {
    return [];
  }
}

/** The reading of a core whose events are in these JSON files; `review` sees all rows at once. */
export function readJsonCore(
  files: readonly string[],
  readRow: (row: JsonRow) => RowReading,
  review: (rows: readonly RowReading[]) => readonly RowReading[] = (rows) => rows,
): CoreReading {
  const rows: RowReading[] = [];
  const remarks: string[] = [];
  const unreadable: string[] = [];
  for (const path of files) {
    const file = readOrTell(path);
    if (typeof file === "string") {
      unreadable.push(file);
      continue;
    }
    if (file.remark !== undefined) remarks.push(`${path}: ${file.remark}`);
    rows.push(...(file.rows ?? []).map(readRow));
  }
  return collectRows(review(rows), { remarks, unreadable });
}

function readOrTell(path: string): JsonFile | string {
  try {
    return readJsonFile(path);
  } catch (error) {
    return `${path}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
