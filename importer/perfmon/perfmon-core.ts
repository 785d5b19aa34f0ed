import { basename, dirname } from "node:path";
import { type IntelPart, intelParts, partOfId } from "../core-types/intel-parts.ts";
import { hybridCore } from "../core-types/x86-core.ts";
import type { MapfileRow } from "../mapfile.ts";
import type { Core } from "../source.ts";

/** A core type of Intel's own repository. */
export interface PerfmonCore {
  readonly core: Core;
  readonly path: string;
  readonly version: string;
}

/** The core types of a mapfile's rows; several rows may be one core type. */
export function perfmonCores(root: string, rows: readonly MapfileRow[]): readonly PerfmonCore[] {
  const cores = new Map<string, PerfmonCore & { core: Core & { cpuid: readonly string[] } }>();
  for (const row of rows) {
    const core = coreOf(root, row, rows);
    const cpuid = [...(cores.get(core.id)?.core.cpuid ?? []), ...(row.cpu === "" ? [] : [row.cpu])];
    cores.set(core.id, { core: { ...core, cpuid }, path: row.path, version: row.version });
  }
  return [...cores.values()];
}

function coreOf(root: string, row: MapfileRow, rows: readonly MapfileRow[]): Core {
  const { path, type, role } = row;
  const part = partOfPath(root, path);
  const siblings = rows.filter((other) => dirname(other.path) === dirname(path));
  const hybrid = type === "hybridcore" ? pmuOf(path, part, role) : undefined;
  if (hybrid !== undefined) return hybridCore(part, directoryOf(part), hybrid);
  if (siblings.some((other) => other.type === "hybridcore")) return smallPart(part);
  const several = new Set(siblings.map((other) => other.path)).size > 1;
  if (several) return hybridCore(part, directoryOf(part), pmuOf(path, part, role));
  return { id: part.id, title: part.title, vendor: "intel", aliases: directoryOf(part) };
}

/** A part with the small cores of a hybrid part alone: Alder Lake-N. */
function smallPart(part: IntelPart): Core {
  const id = `${part.id}N`;
  const known = partOfId(id);
  return {
    id,
    title: known?.title ?? `${part.title}-N`,
    vendor: "intel",
    aliases: known ? [known.directory] : [],
  };
}

function directoryOf({ id }: IntelPart): readonly string[] {
  const directory = partOfId(id)?.directory;
  return directory === undefined ? [] : [directory];
}

/** The part of a path such as `SPR/events/sapphirerapids_core.json`, or of the file name alone. */
function partOfPath(root: string, path: string): IntelPart {
  const [name = ""] = basename(path).split("_");
  const known = intelParts[name];
  if (known !== undefined) return known;
  const parents = `${root}/${path}`.split("/").slice(0, -1);
  const directory = parents.findLast((parent) => parent !== "events") ?? name;
  return { id: directory, title: name === "" ? directory : name };
}

/** The kernel's PMU of a hybrid part's core type, by the mapfile's role, else by the file's name. */
function pmuOf(path: string, part: IntelPart, role: string | undefined): string {
  const byRole = role === undefined ? undefined : roles[role.toLowerCase()];
  if (byRole !== undefined) return byRole;
  const microarchitecture = basename(path).split("_").at(-2) ?? "";
  const known = Object.entries(part.cores ?? {}).find(([, name]) => name === microarchitecture);
  return known?.[0] ?? `cpu_${role?.toLowerCase().replaceAll("_", "-") ?? microarchitecture}`;
}

const roles: Readonly<Record<string, string>> = {
  core: "cpu_core",
  atom: "cpu_atom",
  lowpower_atom: "cpu_lowpower",
};
