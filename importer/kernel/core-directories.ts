import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { MapfileRow } from "../mapfile.ts";
import { jsonFilesIn } from "../rows/read-rows.ts";

/** The directories with core types of an architecture. */
export interface CoreDirectories {
  readonly directories: readonly string[];
  readonly remarks: readonly string[];
  readonly faults: readonly string[];
}

/**
 * The directories that the mapfile names, in its order, and those with JSON that it does not name;
 * or those of the directory that was asked for.
 */
export function coreDirectories(
  architecture: string,
  mapfile: readonly MapfileRow[],
  only: string | undefined,
): CoreDirectories {
  const named = [...new Set(mapfile.map(({ path }) => path))];
  if (only !== undefined) {
    const below = named.filter((path) => path.startsWith(`${only}/`));
    return { directories: below.length > 0 ? below : [only], remarks: [], faults: [] };
  }
  const there = named.filter((path) => existsSync(join(architecture, path)));
  const unnamed = withJson(architecture, "").filter((path) => !named.includes(path));
  return {
    directories: [...there, ...unnamed],
    remarks: unnamed.map((path) => `${path} is not in mapfile.csv: imported without its CPUs`),
    faults: named
      .filter((path) => !there.includes(path))
      .map((path) => `${join(architecture, path)} is in mapfile.csv and not there`),
  };
}

/** Directories with JSON below one; those named sys are of units outside the cores. */
function withJson(architecture: string, below: string): readonly string[] {
  return readdirSync(join(architecture, below), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "sys")
    .map(({ name }) => (below === "" ? name : `${below}/${name}`))
    .flatMap((path) => [
      ...(jsonFilesIn(join(architecture, path)).length > 0 ? [path] : []),
      ...withJson(architecture, path),
    ])
    .sort();
}
