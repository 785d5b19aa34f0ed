import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExecutionContext } from "ava";

/** A directory of the test's own, as long as it lives. */
export function scratch(t: ExecutionContext): string {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), "pmufilter-test-"));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Everything in a directory and below it, by its path from there, in order. */
export function everythingIn(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" }).sort();
}
