import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const projectFiles = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * Where the journal is kept: the given path, from the project's directory, or
 * `.pmufilter/journal.jsonl` beside the Pulumi.yaml at or above the working directory.
 */
export function journalPath(workingDirectory: string, configured?: string): string {
  return resolve(
    projectDirectory(workingDirectory),
    configured ?? join(".pmufilter", "journal.jsonl"),
  );
}

function projectDirectory(from: string): string {
  for (let at = from; ; at = dirname(at)) {
    if (projectFiles.some((name) => existsSync(join(at, name)))) return at;
    if (dirname(at) === at) return from;
  }
}
