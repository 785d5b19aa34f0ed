import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

const main = join(import.meta.dirname, "..", "..", "importer", "main.ts");
const fixtures = join(import.meta.dirname, "fixtures");

/** The directory of a fixture. */
export function fixture(name: string): string {
  return join(fixtures, name);
}

/** A new directory. */
export function scratch(): string {
  return mkdtempSync(join(tmpdir(), "pmufilter-import-"));
}

/** A copy of a fixture that a test may break. */
export function copyOf(name: string): string {
  const copy = scratch();
  cpSync(fixture(name), copy, { recursive: true });
  return copy;
}

/** Runs the import command with these arguments. */
export async function runImporter(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [main, ...args], {
    reject: false,
  });
  return { exitCode, stdout, stderr };
}
