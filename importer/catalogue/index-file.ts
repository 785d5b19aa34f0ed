import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ImportFailure } from "../import-failure.ts";
import type { Core, CoreVendor } from "../source.ts";
import { coreFile } from "./core-file.ts";
import { jsonText } from "./json-text.ts";

/** A row of the catalogue's index.json. */
export interface IndexRow {
  readonly cpu: string;
  readonly title: string;
  readonly vendor: CoreVendor;
  readonly file: string;
  readonly aliases: readonly string[];
  readonly cpuid?: readonly string[];
  readonly midr?: readonly string[];
  /** Hybrid parts, whose core types share their CPUID patterns: the kernel's PMU of this one. */
  readonly pmu?: string;
}

/** The index's row of a core type. */
export function indexRow(core: Core): IndexRow {
  const { id, title, vendor, aliases, cpuid, midr, pmu } = core;
  return {
    cpu: id,
    title,
    vendor,
    file: coreFile(core),
    aliases,
    ...(cpuid && { cpuid }),
    ...(midr && { midr }),
    ...(pmu && { pmu }),
  };
}

/** The index of a catalogue; empty where there is none yet. */
export function readIndex(out: string): readonly IndexRow[] {
  const path = join(out, "index.json");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return [];
  }
  try {
    return JSON.parse(text) as readonly IndexRow[];
  } catch {
    throw new ImportFailure(
      `${path} is no JSON`,
      "Mend it, or import into another directory with --out.",
    );
  }
}

/**
 * Writes the index with these rows in place of those of the same core types. It is by vendor, then by
 * name with numbers as numbers: the first row whose pattern matches a CPUID is the one, because
 * AMD's lists end in a pattern for all the rest of a family.
 */
export function mergeIndex(out: string, rows: readonly IndexRow[]): void {
  const merged = new Map(readIndex(out).map((row) => [row.cpu, row]));
  for (const row of rows) merged.set(row.cpu, mergeRow(merged.get(row.cpu), row));
  const sorted = [...merged.values()].sort(
    (a, b) => order.indexOf(a.vendor) - order.indexOf(b.vendor) || byName.compare(a.cpu, b.cpu),
  );
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, "index.json"), `${jsonText(sorted)}\n`);
}

/** A row of a source that knows no CPUs or aliases keeps those of another. */
function mergeRow(before: IndexRow | undefined, row: IndexRow): IndexRow {
  if (before === undefined) return row;
  const { cpuid = before.cpuid, midr = before.midr } = row;
  return {
    ...row,
    aliases: row.aliases.length > 0 ? row.aliases : before.aliases,
    ...(cpuid && { cpuid: cpuid.length > 0 ? cpuid : (before.cpuid ?? []) }),
    ...(midr && { midr: midr.length > 0 ? midr : (before.midr ?? []) }),
  };
}

const order: readonly CoreVendor[] = ["intel", "amd", "arm"];
const byName = new Intl.Collator("en", { numeric: true });
