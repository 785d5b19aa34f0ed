import { PmuFilterError } from "../../errors/pmu-filter-error.ts";

/** What an OpenSSH program is run with. */
export interface ToolOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** When it is ended, in milliseconds. */
  readonly timeout?: number;
}

/** What a program of OpenSSH did. */
export interface ToolResult {
  /** undefined if it was ended. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** OpenSSH's programs. */
export type SshTool = "ssh" | "ssh-add" | "ssh-agent" | "ssh-keygen" | "ssh-keyscan";

/**
 * Runs a program of the user's OpenSSH to its end, away from the terminal.
 *
 * @throws PmuFilterError SSH_MISSING
 */
export async function runSshTool(
  tool: SshTool,
  args: readonly string[],
  { input = "", env = {}, timeout = 15_000 }: ToolOptions = {},
): Promise<ToolResult> {
  // Loaded when it is needed: it takes a third of the plugin's start.
  const { execa } = await import("execa");
  const options = { input, env, timeout, reject: false, detached: true, cleanup: true } as const;
  const { exitCode, stdout, stderr, code } = await execa(tool, args, options);
  if (code === "ENOENT") throw sshMissing(tool);
  return { exitCode, stdout, stderr };
}

/** There is no OpenSSH here. */
export function sshMissing(tool: SshTool): PmuFilterError {
  return new PmuFilterError("SSH_MISSING", `there is no ${tool} on PATH`, {
    hint: "Install OpenSSH's client (openssh-client, openssh-clients, openssh) where Pulumi runs.",
  });
}
