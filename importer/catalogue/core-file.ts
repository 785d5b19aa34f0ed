import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ImportFailure } from "../import-failure.ts";
import type { Core } from "../source.ts";
import { jsonText } from "./json-text.ts";
import type { Provenance } from "./provenance.ts";

/** The file of a core type, from the catalogue's directory. */
export function coreFile({ id, vendor }: Core): string {
  return `${vendor}/${id}.json`;
}

/** What a core type's file holds besides its name. */
export interface CoreTable {
  readonly source: Provenance;
  /** The sources whose names were added to those of the first. */
  readonly added?: readonly Provenance[];
  /** The words of each name's line. */
  readonly events: ReadonlyMap<string, string>;
}

/** A core type's file; undefined where there is none yet. */
export function readCoreFile(out: string, core: Core): CoreTable | undefined {
  const path = join(out, coreFile(core));
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
  try {
    const file = JSON.parse(text) as Omit<CoreTable, "events"> & { events: Record<string, string> };
    return { ...file, events: new Map(Object.entries(file.events)) };
  } catch {
    throw new ImportFailure(`${path} is no JSON`, "Mend it, or take it away.");
  }
}

/** Writes a core type's file: one event per line, by name, so that changes read well in a diff. */
export function writeCoreFile(out: string, core: Core, table: CoreTable): void {
  const path = join(out, coreFile(core));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, coreText(core, table));
}

/** The text of a core type's file. */
export function coreText({ id }: Core, { source, added, events }: CoreTable): string {
  const sorted = [...events].sort(([a], [b]) => (a < b ? -1 : 1));
  const file = {
    cpu: id,
    source,
    ...(added !== undefined && { added }),
    events: Object.fromEntries(sorted),
  };
  return `${jsonText(file)}\n`;
}
