import { rmSync } from "node:fs";
import type { DeclaredConnection } from "../../declared/connection.ts";
import { type Destination, destinationOf } from "./destination.ts";
import { jumpArguments, jumpConnection } from "./jump-hosts.ts";
import type { PrivateDirectory } from "./private-directory.ts";
import { runSshTool } from "./ssh-tool.ts";
import { startMaster } from "./start-master.ts";

/** What a jump host shows of the host behind it. */
export type Behind =
  /** An ssh server answers there. */
  | "ssh"
  /** The jump host takes connections to other places, and there no ssh server answers. */
  | "no-ssh"
  /** There is no telling: the jump host lets nobody in, or through. */
  | "unknown";

/** How long to wait for what is behind a jump host, in milliseconds. */
const patience = 5_000;

/**
 * Looks through the jump hosts of a destination: logs in at the last one as ssh does for the
 * destination, and has it connect there (`ssh -W`).
 *
 * @throws PmuFilterError SSH_MISSING
 */
export async function lookThrough(
  connection: DeclaredConnection,
  { host, port, jumps }: Destination,
  directory: PrivateDirectory,
  signal: AbortSignal,
): Promise<Behind> {
  const socket = directory.newPath("jump");
  const { agentSocketPath, connectTimeout = 15 } = connection;
  const login = {
    args: ["-o", "BatchMode=yes", ...jumpArguments(connection, jumps)],
    env: agentSocketPath === undefined ? {} : { SSH_AUTH_SOCK: agentSocketPath },
    asked: undefined,
  };
  const { how } = await startMaster(socket, login, connectTimeout, signal);
  try {
    if (how !== "running") return "unknown";
    const answer = await answerBehind(socket, host, port, signal);
    // One that lets nobody through refuses at once, just as one that finds nobody there.
    if (answer !== "refused") return answer === "ssh" ? "ssh" : "no-ssh";
    return (await letsThrough(connection, jumps, socket, signal)) ? "no-ssh" : "unknown";
  } finally {
    if (how === "running") {
      await runSshTool("ssh", ["-F", "/dev/null", "-S", socket, "-O", "exit", "host"]);
    }
    rmSync(socket, { force: true });
  }
}

/** Whether a jump host connects to anything at all: to its own sshd. */
async function letsThrough(
  connection: DeclaredConnection,
  jumps: readonly string[],
  socket: string,
  signal: AbortSignal,
): Promise<boolean> {
  const own = await destinationOf(jumpConnection(connection, jumps.at(-1) ?? ""));
  if (own === undefined) return false;
  const places: readonly [string, number][] = [
    [own.host, own.port],
    ["localhost", own.port],
    ["localhost", 22],
  ];
  const looks = places.map(([host, port]) => answerBehind(socket, host, port, signal));
  return (await Promise.all(looks)).includes("ssh");
}

/** Reads what answers at a place that a master's host connects to, up to an `SSH-` line. */
async function answerBehind(
  socket: string,
  host: string,
  port: number,
  signal: AbortSignal,
): Promise<"ssh" | "refused" | "silent"> {
  const { execa } = await import("execa");
  const place = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  // Without its master, ssh would make a connection of its own.
  const own = ["-o", "ProxyCommand=false", "-o", "BatchMode=yes"];
  const child = execa("ssh", ["-F", "/dev/null", "-S", socket, ...own, "-W", place, "host"], {
    detached: true,
    cleanup: false,
    reject: false,
    buffer: false,
    stderr: "ignore",
  });
  const answer = Promise.withResolvers<"ssh" | "refused" | "silent">();
  let text = "";
  child.stdout.on("data", (bytes: Buffer) => {
    text += bytes.toString("latin1");
    if (/^SSH-/m.test(text)) answer.resolve("ssh");
    else if (text.length > 10_000) answer.resolve("refused");
  });
  child.stdout.on("close", () => answer.resolve("refused"));
  child.nodeChildProcess.once("error", () => answer.resolve("refused"));
  const limit = AbortSignal.any([AbortSignal.timeout(patience), signal]);
  const silent = () => answer.resolve("silent");
  limit.addEventListener("abort", silent, { once: true });
  if (limit.aborted) silent();
  return answer.promise.finally(() => {
    limit.removeEventListener("abort", silent);
    child.stdin.destroy();
    // The master may hold it open.
    child.stdout.destroy();
    child.kill("SIGTERM");
  });
}
