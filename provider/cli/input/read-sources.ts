import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { usageError } from "../options/usage-error.ts";
import type { World } from "../world.ts";
import { type Source, stdinOperand } from "./source.ts";

/**
 * Reads the files that a command asked for.
 *
 * @throws {PmuFilterError} FILE_INACCESSIBLE, INPUT_UNKNOWN for what is no text, USAGE_INVALID for
 *   standard input twice.
 */
export async function readSources(
  files: readonly string[],
  world: World,
): Promise<readonly Source[]> {
  if (files.filter((file) => file === stdinOperand).length > 1) {
    throw usageError("Standard input can be read once only.", "Name a file for one of them.");
  }
  const sources: Source[] = [];
  for (const file of files) sources.push(await readSource(file, world));
  return sources;
}

async function readSource(file: string, world: World): Promise<Source> {
  const isStdin = file === stdinOperand;
  const name = isStdin ? "<stdin>" : file;
  if (isStdin && world.stdinIsTerminal) {
    world.writeError("Reading a filter from standard input; end it with Ctrl-D.\n");
  }
  try {
    return { name, text: textOf(await (isStdin ? world.readStdin() : world.readFile(file)), name) };
  } catch (cause) {
    throw cause instanceof PmuFilterError ? cause : inaccessible(name, cause);
  }
}

function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new PmuFilterError("INPUT_UNKNOWN", `${name} is no text.`, {
      hint: "Give the bytes of a struct in hexadecimal: xxd -p FILE | pmufilter decode",
      cause,
    });
  }
}

function inaccessible(name: string, cause: unknown): PmuFilterError {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? "unknown";
  const [message, hint] = reasons[code] ?? ["cannot be read", `The system says ${code}.`];
  return new PmuFilterError("FILE_INACCESSIBLE", `${name} ${message}.`, { hint, cause });
}

const reasons: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ["does not exist", "Correct the path, or write - for standard input."],
  ENOTDIR: ["does not exist", "Correct the path: a part of it is no directory."],
  EISDIR: ["is a directory", "Name a file in it."],
  EACCES: ["may not be read by you", "Change its permissions, or read it as its owner."],
  ENAMETOOLONG: ["has a name that is too long", "Correct the path."],
  EFBIG: ["has more than 16 MiB", "A filter is much smaller: give another file."],
};
