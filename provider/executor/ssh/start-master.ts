import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Login } from "./login.ts";
import { sshMissing } from "./ssh-tool.ts";

/** How a login ended. */
export interface Started {
  readonly how: "running" | "failed" | "timed-out" | "cancelled";
  /** ssh's stderr. */
  readonly words: string;
  /** Whether the host, or one in between, asked for a password. */
  readonly asked: boolean;
}

/** How long an unused connection stays, in seconds. */
const idle = 15;

/** A host that stopped is noticed after the interval, once more for each unanswered message. */
const options = [
  `ControlPersist=${idle}`,
  "ServerAliveInterval=5",
  "ServerAliveCountMax=2",
  "ConnectionAttempts=1",
  "ForwardAgent=no",
  "ForwardX11=no",
  "ClearAllForwardings=yes",
  "Tunnel=no",
  "PermitLocalCommand=no",
  "RemoteCommand=none",
  "RequestTTY=no",
  "LogLevel=ERROR",
].flatMap((option) => ["-o", option]);

/**
 * Starts ssh as the master of a control socket. It goes into the background once it is logged in, and
 * ends by itself when it is not used for a while.
 *
 * @param seconds - for all of it: connecting, the keys, logging in; through jump hosts, too
 * @throws PmuFilterError SSH_MISSING
 */
export async function startMaster(
  socket: string,
  login: Login,
  seconds: number,
  signal: AbortSignal,
): Promise<Started> {
  const { execa } = await import("execa");
  const args = ["-M", "-N", "-T", "-S", socket, ...options, "-o", `ConnectTimeout=${seconds}`];
  // In a session of its own: without the terminal, and a Ctrl-C there is not for it.
  const child = execa("ssh", [...args, ...login.args], {
    detached: true,
    cleanup: false,
    reject: false,
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
    buffer: false,
    env: login.env,
  });
  let words = "";
  child.stderr.on("data", (bytes: Buffer) => {
    words += bytes.toString();
  });
  // Not the end of its stderr: what stays in the background may keep that open.
  const exited = new Promise<{ readonly exitCode: number | null; readonly code?: string }>(
    (resolve) => child.nodeChildProcess.once("exit", (exitCode) => resolve({ exitCode })),
  );
  const limit = AbortSignal.timeout(seconds * 1000);
  const either = AbortSignal.any([limit, signal]);
  const end = () => endGroup(child.pid);
  either.addEventListener("abort", end, { once: true });
  if (either.aborted) end();
  try {
    const { exitCode, code } = await Promise.race([exited, child]);
    if (code === "ENOENT") throw sshMissing("ssh");
    const running = exitCode === 0 && existsSync(socket);
    // Its last words are on their way.
    if (!running) await sleep(50);
    const failed = signal.aborted ? "cancelled" : limit.aborted ? "timed-out" : "failed";
    return {
      how: running ? "running" : failed,
      words,
      asked: login.asked !== undefined && existsSync(login.asked),
    };
  } finally {
    either.removeEventListener("abort", end);
    child.stderr.destroy();
  }
}

/** ssh, and the ssh of its jump host. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}
