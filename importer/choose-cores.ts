import { nearest } from "../provider/errors/nearest.ts";
import { ImportFailure } from "./import-failure.ts";
import type { Core, Source, SourceCore } from "./source.ts";

/**
 * The core types of `--only`: by name, alias or directory, letter case aside, and a hybrid part by
 * its own name for all its core types. All where none is named; throws for a name of none.
 */
export function chooseCores(
  sources: readonly Source[],
  only: readonly string[],
): ReadonlySet<SourceCore> {
  const all = sources.flatMap(({ cores }) => cores);
  if (only.length === 0) return new Set(all);
  return new Set(only.flatMap((word) => coresOf(word, all)));
}

function coresOf(word: string, all: readonly SourceCore[]): readonly SourceCore[] {
  const wanted = word.toLowerCase();
  const exact = all.filter(({ core, path }) => namesOf(core, path).includes(wanted));
  if (exact.length > 0) return exact;
  const names = [...new Set(all.flatMap(({ core }) => [core.id, ...core.aliases]))];
  const near = nearest(word, names);
  throw new ImportFailure(
    `no source has the core type ${word}`,
    near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "--list tells those that are there.",
  );
}

function namesOf({ id, aliases, pmu }: Core, path: string): readonly string[] {
  const part = pmu === undefined ? [] : [id.replace(/-[^-]*$/, "")];
  const directory = path.split("/").at(-1) ?? path;
  return [id, ...aliases, ...part, directory].map((name) => name.toLowerCase());
}
