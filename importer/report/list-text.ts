import type { Source } from "../source.ts";

/** The core types of sources, one per line: name, title, directory, CPUs. */
export function listText(sources: readonly Source[]): string {
  return sources
    .flatMap(({ cores }) => cores)
    .map(({ core, path }) =>
      [core.id, core.title, path, [...(core.cpuid ?? []), ...(core.midr ?? [])].join(" ")].join(
        "\t",
      ),
    )
    .join("\n");
}
