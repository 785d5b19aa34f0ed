import { readFile } from "node:fs/promises";

/**
 * What `sh -c` runs on a host: it reads a script from stdin up to a line with a dot alone, and
 * evaluates it. `read` on a pipe takes no byte more than its line, so the script finds the rest on its
 * stdin. It is constant, and has no quote but its own double ones.
 */
export const bootstrap =
  'eval "$(while IFS= read -r l; do [ "$l" = . ] && break; printf "%s\\n" "$l"; done)"';

/** The parts of the host program, in their order; behind them `main` is called. */
const parts = [
  "main",
  "answer",
  "look",
  "read-file",
  "conditions",
  "stage",
  "stage-directory",
  "commit",
  "why-not",
  "other-changes",
  "run",
  "lock",
  "helper",
] as const;

let program: Promise<string> | undefined;

/** The host program with its closing line: what a request begins with. */
export function hostProgram(): Promise<string> {
  program ??= hostProgramSource().then(withoutComments);
  return program;
}

/** The host program as it is written. */
export async function hostProgramSource(): Promise<string> {
  const texts = parts.map((name) =>
    readFile(new URL(`./program/${name}.sh`, import.meta.url), "utf8"),
  );
  return `${(await Promise.all(texts)).join("\n")}\nmain\n`;
}

/** Every byte is a system call on the host, so that comments and indentation stay here. */
function withoutComments(script: string): string {
  const lines = script
    .split("\n")
    .map((line) => line.trimStart())
    .filter((line) => line !== "" && !line.startsWith("#"));
  return `${lines.join("\n")}\n.\n`;
}
