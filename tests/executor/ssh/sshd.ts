import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ExecutionContext } from "ava";
import type { DeclaredConnection } from "../../../provider/declared/connection.ts";
import { findExecutable } from "../../../toolchain/executable.js";
import { scratch } from "../scratch.ts";

/** What is special about an sshd. */
export interface SshdOptions {
  /** Loopback addresses that it listens on; by default 127.0.0.1. */
  readonly addresses?: readonly string[];
  /** By default one that is free. */
  readonly port?: number;
  /** Public keys in authorized_keys besides the fixture's own, with options before them if wanted. */
  readonly authorizedKeys?: readonly string[];
  readonly maxSessions?: number;
  readonly forceCommand?: string;
  /** How it asks for passwords: itself, by keyboard-interactive and PAM, or one after the other. */
  readonly password?: "plain" | "pam" | "both";
  /** Further lines of sshd_config. */
  readonly config?: readonly string[];
}

/** A real sshd, with keys and configuration of the test's own. */
export interface Sshd {
  readonly directory: string;
  readonly port: number;
  readonly pid: number;
  /** Its public key, as `hostKey` takes it. */
  readonly hostKey: string;
  /** The path of a private key that it lets the current user in with. */
  readonly key: string;
  /** An ssh_config that has this key, and known_hosts with the host's at every address. */
  readonly sshConfig: string;
  readonly knownHosts: string;
  /** How the current user gets in, by `sshConfig`. */
  readonly connection: DeclaredConnection & { readonly host: string; readonly port: number };
  /** What it has logged so far. */
  log(): string;
  /** How many connections logged in so far. */
  logins(): number;
  /** Its processes, one for each connection and more. */
  children(): readonly number[];
  /** Waits until it has no connection any more, and ends it: its log is whole then. */
  finish(): Promise<void>;
  stop(): Promise<void>;
}

const program = findExecutable("sshd", `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin`);

/** Why no sshd can be started here. */
export function missingSshd(): string | undefined {
  return program === undefined ? "there is no sshd" : undefined;
}

/** Starts an sshd, which ends with the test. */
export async function startSshd(t: ExecutionContext, options: SshdOptions = {}): Promise<Sshd> {
  if (program === undefined) throw new Error(missingSshd());
  const directory = scratch(t);
  // Other users' sessions must get through to authorized_keys.
  chmodSync(directory, 0o755);
  if (process.getuid?.() === 0) mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
  const addresses = options.addresses ?? ["127.0.0.1"];
  const port = options.port ?? (await freePort());
  const hostKey = newKey(directory, "host-key");
  const key = newKey(directory, "id");
  const keys = [readFileSync(`${key}.pub`, "utf8"), ...(options.authorizedKeys ?? [])];
  writeFileSync(join(directory, "authorized_keys"), keys.join("\n"), { mode: 0o644 });
  const config = join(directory, "sshd_config");
  writeFileSync(config, sshdConfig(directory, addresses, port, options));
  const publicKey = readFileSync(`${hostKey}.pub`, "utf8").trim();
  const knownHosts = join(directory, "known_hosts");
  const lines = addresses.map((address) => `[${address}]:${port} ${publicKey}\n`);
  writeFileSync(knownHosts, lines.join(""));
  const sshConfig = join(directory, "ssh_config");
  writeFileSync(sshConfig, clientConfig(key, knownHosts));
  const child = spawn(program, ["-D", "-e", "-f", config], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr.on("data", (bytes: Buffer) => {
    log += bytes.toString();
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const pid = child.pid ?? 0;
  const children = () => descendants(pid);
  const stop = async () => {
    for (const each of [...children(), pid]) end(each);
    await ended;
  };
  const finish = async () => {
    await until(() => children().length === 0);
    await stop();
  };
  t.teardown(stop);
  for (const address of addresses) await listening(address, port, () => log);
  return {
    directory,
    port,
    pid,
    hostKey: publicKey,
    key,
    sshConfig,
    knownHosts,
    connection: { host: addresses[0] ?? "", port, user: userInfo().username, sshConfig },
    log: () => log,
    logins: () => log.split(/Accepted \S+ for /).length - 1,
    children,
    finish,
    stop,
  };
}

/** Makes a key pair and returns the private key's path. */
export function newKey(directory: string, name: string, passphrase = ""): string {
  const path = join(directory, name);
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", path]);
  return path;
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

function sshdConfig(
  directory: string,
  addresses: readonly string[],
  port: number,
  { maxSessions, forceCommand, password, config = [] }: SshdOptions,
): string {
  const settings: Readonly<Record<string, string | number | undefined>> = {
    HostKey: join(directory, "host-key"),
    AuthorizedKeysFile: join(directory, "authorized_keys"),
    PidFile: "none",
    StrictModes: "no",
    PermitRootLogin: "yes",
    UseDNS: "no",
    UsePAM: password === "pam" || password === "both" ? "yes" : "no",
    PasswordAuthentication: password === "plain" || password === "both" ? "yes" : "no",
    KbdInteractiveAuthentication: password === "pam" || password === "both" ? "yes" : "no",
    MaxSessions: maxSessions,
    MaxStartups: 100,
    // Tells of every attempt.
    LogLevel: "VERBOSE",
    ForceCommand: forceCommand,
  };
  return [
    ...addresses.map((address) => `ListenAddress ${address}:${port}`),
    ...Object.entries(settings).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name} ${value}`],
    ),
    ...config,
    "",
  ].join("\n");
}

function clientConfig(key: string, knownHosts: string): string {
  return [
    `IdentityFile ${key}`,
    "IdentityAgent none",
    `UserKnownHostsFile ${knownHosts}`,
    "GlobalKnownHostsFile /dev/null",
    "",
  ].join("\n");
}

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  for (const end = performance.now() + 60_000; !holds(); await sleep(10)) {
    if (performance.now() > end) throw new Error(`it does not come about: ${holds}`);
  }
}

async function listening(address: string, port: number, log: () => string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const there = await new Promise<boolean>((resolve) => {
      const socket = connect(port, address);
      socket.once("connect", () => {
        resolve(true);
        socket.destroy();
      });
      socket.once("error", () => resolve(false));
      socket.once("close", () => resolve(false));
      socket.setTimeout(2_000, () => socket.destroy());
    });
    if (there) return;
    await sleep(50);
  }
  throw new Error(`sshd does not listen on ${address}:${port}: ${log()}`);
}

function descendants(pid: number): readonly number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(path)) return [];
  const children = readFileSync(path, "utf8").trim().split(" ").filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}
