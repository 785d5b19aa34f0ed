import { runSshTool } from "./ssh-tool.ts";

/**
 * Whether ssh here is OpenSSH 8.5 or newer. It is told by an option that came with 8.5, not by what
 * `ssh -V` prints: KnownHostsCommand. With the same release, what a server asks by keyboard-interactive
 * came to be shown behind `(user@host)`, so that no server can ask in another's name.
 *
 * @throws PmuFilterError SSH_MISSING
 */
export async function isOpenSsh85(): Promise<boolean> {
  const args = ["-G", "-F", "/dev/null", "-o", "KnownHostsCommand=none", "--", "localhost"];
  return (await runSshTool("ssh", args)).exitCode === 0;
}
