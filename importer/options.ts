import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ProvenanceOptions } from "./catalogue/provenance.ts";
import { ImportFailure } from "./import-failure.ts";

/** What the command line says. */
export interface Options extends ProvenanceOptions {
  readonly sources: readonly string[];
  readonly out: string;
  /** Core types, by name, directory or part of a hybrid; empty for all. */
  readonly only: readonly string[];
  readonly list: boolean;
  readonly json: boolean;
  readonly help: boolean;
  /** Adds names to the core types' files in place of making these anew. */
  readonly add: boolean;
}

/** The command line as options; throws {@link ImportFailure}. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const { only = [], list = false, json = false, help = false, add = false } = values;
  if (positionals.length === 0 && !help) {
    throw new ImportFailure(
      "no source directory is given",
      "Say where the source is; --help tells more.",
    );
  }
  return {
    sources: positionals,
    out: values.out ?? join(import.meta.dirname, "..", "provider", "catalog", "data"),
    // npm hands each word on as it is: --only SPR,GNR and --only SPR --only GNR are the same.
    only: only.flatMap((word) => word.split(",")).filter((word) => word !== ""),
    list,
    json,
    help,
    add,
    ...(values.package !== undefined && { package: values.package }),
    ...(values.version !== undefined && { version: values.version }),
    ...(values.licence !== undefined && { licence: values.licence }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: { type: "string" },
        only: { type: "string", multiple: true },
        package: { type: "string" },
        version: { type: "string" },
        licence: { type: "string" },
        list: { type: "boolean" },
        json: { type: "boolean" },
        add: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    const [what] = (error instanceof Error ? error.message : String(error)).split(". ");
    throw new ImportFailure(what ?? "the arguments are wrong", "--help lists the options.");
  }
}
