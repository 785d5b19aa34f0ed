import type { DeclaredConnection } from "../../declared/connection.ts";
import type { Destination } from "./destination.ts";
import { runSshTool } from "./ssh-tool.ts";

/** What is known of a host's key, beside what the host shows. */
export type HostKeyVerdict =
  | "unknown"
  | "changed"
  /** Known and shown, or there is no telling: a certificate, or no answer. */
  | "fine";

/**
 * Compares the keys that known_hosts has for a host with those that it shows.
 *
 * @throws PmuFilterError SSH_MISSING
 */
export async function judgeHostKey(
  { hostKey, strictHostKeyChecking }: DeclaredConnection,
  destination: Destination,
): Promise<HostKeyVerdict> {
  const { host, port, alias, knownHosts } = destination;
  const name = alias ?? (port === 22 ? host : `[${host}]:${port}`);
  const lines = hostKey === undefined ? await knownLines(name, knownHosts) : [`* ${hostKey}`];
  if (lines.some((line) => line.startsWith("@cert-authority"))) return "fine";
  if (lines.length === 0) return strictHostKeyChecking === "accept-new" ? "fine" : "unknown";
  const shown = await shownKeys(host, port);
  if (shown.length === 0) return "fine";
  const known = new Set(lines.filter((line) => !line.startsWith("@revoked")).map(keyOf));
  return shown.some((key) => known.has(key)) ? "fine" : "changed";
}

/** Lines of known_hosts that hold for a name, found by ssh-keygen, which knows hashed names too. */
async function knownLines(name: string, files: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    files.map((file) => runSshTool("ssh-keygen", ["-F", name, "-f", file])),
  );
  return found.flatMap(({ exitCode, stdout }) => (exitCode === 0 ? keyLines(stdout) : []));
}

async function shownKeys(host: string, port: number): Promise<string[]> {
  const args = ["-T", "5", "-p", String(port), "--", host];
  const { stdout } = await runSshTool("ssh-keyscan", args);
  return keyLines(stdout).map(keyOf);
}

function keyLines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

/** Type and key of `NAMES TYPE KEY COMMENT`, sshd(8). */
function keyOf(line: string): string {
  return line.split(/\s+/).slice(1, 3).join(" ");
}
