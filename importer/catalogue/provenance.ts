import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ImportFailure } from "../import-failure.ts";
import type { Source, SourceCore, SourceKind } from "../source.ts";

/** Where a core's events come from, as its file in the catalogue says. */
export interface Provenance {
  readonly package: string;
  readonly version: string;
  /** The SPDX identifier of the source's licence; the catalogue has only names and codes of it. */
  readonly licence: string;
  /** File or directory in the package. */
  readonly path: string;
  /** The vendor's own version of the list of events. */
  readonly revision?: string;
  /** What was taken of it. */
  readonly note: string;
}

/** What the user said about the source. */
export type ProvenanceOptions = Partial<Pick<Provenance, "package" | "version" | "licence">>;

/**
 * Package, version and licence of a core type's events; throws where neither the source's files nor
 * the user tell the version.
 */
export function provenanceOf(
  { kind, directory }: Source,
  { path, revision }: Pick<SourceCore, "path" | "revision">,
  said: ProvenanceOptions,
): Provenance {
  const found = versionIn(kind, directory);
  // Intel's own repository has no version but those of its lists.
  const version = said.version ?? found?.version ?? (kind === "perfmon" ? revision : undefined);
  if (version === undefined) {
    throw new ImportFailure(
      `the source's version is not to be found in ${directory}`,
      "Say it with --version, and the package with --package.",
    );
  }
  return {
    package: said.package ?? found?.package ?? defaults[kind].package,
    version,
    licence: said.licence ?? defaults[kind].licence,
    path,
    ...(revision !== undefined && { revision }),
    note: notes[kind],
  };
}

const factsOnly = "names and codes only, none of the texts";

const notes: Readonly<Record<SourceKind, string>> = {
  kernel: factsOnly,
  perfmon: factsOnly,
  libpfm4: `${factsOnly}; the names are libpfm4's, EVENT:UMASK written as EVENT.UMASK`,
};

const defaults: Readonly<Record<SourceKind, { package: string; licence: string }>> = {
  kernel: { package: "linux", licence: "GPL-2.0" },
  perfmon: { package: "intel-perfmon", licence: "BSD-3-Clause" },
  libpfm4: { package: "libpfm4", licence: "MIT" },
};

function versionIn(kind: SourceKind, directory: string) {
  return debianVersion(directory) ?? makefileVersion(kind, directory);
}

/** Package and version of an unpacked Debian source package. */
function debianVersion(directory: string) {
  const first = /^(\S+) \(([^)]+)\)/.exec(textAt(directory, "debian/changelog"));
  return first === null ? undefined : { package: first[1], version: first[2] };
}

/** The version that the kernel's Makefile, or libpfm4's config.mk, says. */
function makefileVersion(kind: SourceKind, directory: string) {
  const [file, parts] =
    kind === "kernel"
      ? (["Makefile", ["VERSION", "PATCHLEVEL", "SUBLEVEL"]] as const)
      : (["config.mk", ["VERSION", "REVISION", "AGE"]] as const);
  const text = textAt(directory, file);
  const numbers = parts.map((key) => new RegExp(`^${key}\\s*:?=\\s*(\\d+)`, "m").exec(text)?.[1]);
  if (numbers.includes(undefined)) return undefined;
  const extra = /^EXTRAVERSION\s*=\s*(\S+)/m.exec(text)?.[1] ?? "";
  return { package: undefined, version: numbers.join(".") + (kind === "kernel" ? extra : "") };
}

function textAt(directory: string, file: string): string {
  try {
    return readFileSync(join(directory, file), "utf8");
  } catch {
    return "";
  }
}
