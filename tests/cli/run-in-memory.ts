import { run } from "../../provider/cli/run.ts";
import type { World } from "../../provider/cli/world.ts";

/** What the program finds around it. */
export interface Around {
  /** Texts by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string;
  readonly stdinIsTerminal?: boolean;
  readonly stdoutIsTerminal?: boolean;
  readonly noColour?: string;
}

/** What came of a command line. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program in this process, in a world of its own. */
export async function runInMemory(args: readonly string[], around: Around = {}): Promise<Ran> {
  const { files = {}, stdin = "", stdinIsTerminal = false, stdoutIsTerminal = false } = around;
  let [stdout, stderr] = ["", ""];
  const world: World = {
    readFile: async (path) => {
      if (path.endsWith("/")) throw systemError("EISDIR");
      const file = files[path];
      if (file === undefined) throw systemError("ENOENT");
      return Buffer.from(file);
    },
    readStdin: async () => Buffer.from(stdin),
    stdinIsTerminal,
    stdoutIsTerminal,
    noColour: around.noColour,
    writeOutput: (text) => {
      stdout += text;
    },
    writeError: (text) => {
      stderr += text;
    },
  };
  const exitCode = await run(args, world);
  return { exitCode, stdout, stderr };
}

/** Runs a command with `--json` and reads what it prints. */
export async function runJson(
  args: readonly string[],
  around: Around = {},
  // biome-ignore lint/suspicious/noExplicitAny: tests look into the document as they like.
): Promise<{ readonly exitCode: number; readonly json: any }> {
  const { exitCode, stdout } = await runInMemory([...args, "--json"], around);
  return { exitCode, json: JSON.parse(stdout) };
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
