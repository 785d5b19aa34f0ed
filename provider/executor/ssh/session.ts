import { existsSync, rmSync } from "node:fs";
import type { ResultPromise } from "execa";
import type { Ran } from "../host/transport.ts";
import type { PrivateDirectory } from "./private-directory.ts";
import { sshMissing } from "./ssh-tool.ts";

/**
 * What a session left, or that nothing was begun on the host. One that was cancelled leaves what came
 * until then, and 255.
 */
export type Session =
  | { readonly kind: "ran"; readonly ran: Ran }
  | { readonly kind: "not-begun"; readonly words: string };

/** How long a session may take to end by itself once its stdin is closed, in milliseconds. */
const grace = 300;

const fixed = {
  detached: true,
  cleanup: false,
  reject: false,
  buffer: false,
  // ssh starts the proxy command by it.
  env: { SHELL: "/bin/sh" },
} as const;

/**
 * Runs a constant command over a master's connection. No configuration holds here, and ssh never
 * opens a connection of its own: where the master is gone or the host grants no session, it would run
 * the proxy command, and what that leaves tells that nothing was begun.
 *
 * @param command - constant; all data comes with `request`
 */
export async function runSession(
  socket: string,
  command: string,
  request: Uint8Array,
  directory: PrivateDirectory,
  signal: AbortSignal,
): Promise<Session> {
  const { execa } = await import("execa");
  const mark = directory.newPath("not-begun");
  const args = ["-F", "/dev/null", "-S", socket, "-T", "-o", "LogLevel=ERROR"];
  const proxy = ["-o", `ProxyCommand=touch ${mark}`, "-o", "BatchMode=yes"];
  const child = execa("ssh", [...args, ...proxy, "host", command], fixed);
  // One that ends before it has read all says so by its exit code.
  child.stdin.on("error", () => undefined);
  child.stdin.end(request);
  const output = outputOf(child);
  const ended = await endedOrCancelled(child, signal);
  const notBegun = existsSync(mark);
  rmSync(mark, { force: true });
  if (ended?.code === "ENOENT") throw sshMissing("ssh");
  const { stdout, stderr } = output();
  return notBegun
    ? { kind: "not-begun", words: stderr }
    : { kind: "ran", ran: { stdout, stderr, exitCode: ended?.exitCode ?? 255 } };
}

type Child = ResultPromise<typeof fixed>;

/** Returns what has come so far when it is asked. */
function outputOf(child: Child): () => Omit<Ran, "exitCode"> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (bytes: Buffer) => stdout.push(bytes));
  child.stderr.on("data", (bytes: Buffer) => stderr.push(bytes));
  return () => ({ stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() });
}

/** A session that comes to its end in spite of the cancellation has done its work. */
async function endedOrCancelled(
  child: Child,
  signal: AbortSignal,
): Promise<Awaited<Child> | undefined> {
  const cancelled = Promise.withResolvers<undefined>();
  let timer: NodeJS.Timeout | undefined;
  const cancel = () => {
    child.stdin.destroy();
    timer = setTimeout(() => {
      child.kill("SIGTERM");
      // The master may hold them open.
      child.stdout.destroy();
      child.stderr.destroy();
      cancelled.resolve(undefined);
    }, grace);
  };
  signal.addEventListener("abort", cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    return await Promise.race([child, cancelled.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", cancel);
  }
}
