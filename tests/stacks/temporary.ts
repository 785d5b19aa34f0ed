import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new directory outside the clone that lives as long as this process. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "pmufilter-stacks-"));
  if (made.length === 0) process.once("exit", removeAll);
  made.push(directory);
  return directory;
}

const made: string[] = [];

function removeAll(): void {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
}
