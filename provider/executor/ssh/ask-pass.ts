import { accessSync, chmodSync, constants, copyFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { PrivateDirectory } from "./private-directory.ts";

/** What is answered to whom. */
export interface Answer {
  readonly secret: string;
  /** How the prompts begin that are answered. */
  readonly prompts: readonly [string, string?];
  /** A file that is made when somebody asks, whoever it is. With it, only one prompt is answered. */
  readonly asked?: string;
}

/**
 * The environment in which ssh and ssh-add ask {@link Answer} instead of the terminal. The secret is
 * there only: in no argument and in no file.
 */
export function askPassEnvironment(
  { secret, prompts: [prompt, other = prompt], asked = "" }: Answer,
  directory: PrivateDirectory,
): Record<string, string> {
  return {
    SSH_ASKPASS: askPassProgram(directory),
    SSH_ASKPASS_REQUIRE: "force",
    // Before OpenSSH 8.4: a display, and no terminal.
    DISPLAY: process.env["DISPLAY"] ?? ":",
    PMUFILTER_PROMPT: prompt,
    PMUFILTER_OTHER_PROMPT: other,
    PMUFILTER_ANSWER: secret,
    PMUFILTER_ASKED: asked,
  };
}

/** The script where it stands, or a copy where packages are unpacked without their modes. */
function askPassProgram(directory: PrivateDirectory): string {
  const shipped = fileURLToPath(new URL("./ask-pass.sh", import.meta.url));
  if (isExecutable(shipped)) return shipped;
  const copy = directory.newPath("ask-pass");
  copyFileSync(shipped, copy);
  chmodSync(copy, 0o700);
  if (isExecutable(copy)) return copy;
  throw new PmuFilterError("SSH_FAILED", `${shipped} cannot be executed, nor a copy of it`, {
    hint: "ssh gets passwords from it: give it mode 0755, on a file system that is not mounted noexec.",
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
