import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";

/** What a host's sshd has logged. */
export interface Contacts {
  /** Connections that were made. */
  readonly connections: number;
  /** Commands that were started; the host program is one. */
  readonly exchanges: number;
}

/** A host of a fleet, looked at and meddled with from outside, without ssh. */
export class FleetHost {
  readonly address: string;
  readonly number: number;
  readonly #port: number;
  readonly #fleet: string;
  readonly #process: string;
  readonly #held: Socket[] = [];
  #silent: number | undefined;

  /**
   * @param fleet - the first process of the fleet's PID namespace
   * @param process - the host's, as that namespace numbers it
   */
  constructor(address: string, port: number, fleet: string, process: string) {
    this.address = address;
    this.number = Number(address.split(".").at(-1));
    this.#port = port;
    this.#fleet = fleet;
    this.#process = `/proc/${fleet}/root/proc/${process}`;
  }

  /** A path on the host, as this process reaches it. */
  path(path: string): string {
    return join(this.#process, "root", path);
  }

  /** The text of a file on the host; undefined if there is none. */
  read(path: string): string | undefined {
    const at = this.path(path);
    return existsSync(at) ? readFileSync(at, "utf8") : undefined;
  }

  /** The names in a directory on the host; none if there is no such directory. */
  names(directory: string): readonly string[] {
    const at = this.path(directory);
    return existsSync(at) ? readdirSync(at).sort() : [];
  }

  /** Removes a file on the host. */
  remove(path: string): void {
    rmSync(this.path(path), { force: true });
  }

  /** Runs a shell's text as root on the host. */
  run(script: string): string {
    const namespaces = ["mnt", "pid"].map((kind) => `${this.#process}/ns/${kind}`);
    const [mount, pid] = namespaces;
    return execFileSync("nsenter", [`--mount=${mount}`, `--pid=${pid}`, "sh", "-ec", script], {
      encoding: "utf8",
    });
  }

  /** What came to the host since it was started. */
  contacts(): Contacts {
    const log = this.read("/run/fleet/log") ?? "";
    return {
      connections: log.match(/^Connection from /gm)?.length ?? 0,
      exchanges: log.match(/^Starting session: /gm)?.length ?? 0,
    };
  }

  /** Nothing listens any more: connections are refused. */
  stop(): void {
    this.run('kill "$(cat /run/fleet/pid)"; while [ -e /run/fleet/pid ]; do sleep 0.01; done');
  }

  /** Listens again. */
  start(): void {
    this.forget();
    // It goes into the background before it listens; the file is there once it does.
    this.run(
      "/usr/sbin/sshd -f /run/fleet/sshd_config -E /run/fleet/log; until [ -e /run/fleet/pid ]; do sleep 0.01; done",
    );
  }

  /** Drops the packets of whoever wants to connect. */
  async silence(): Promise<void> {
    this.stop();
    const script = join(import.meta.dirname, "silent-host.ts");
    const listening = execa(
      "nsenter",
      [
        `--pid=/proc/${this.#fleet}/ns/pid`,
        process.execPath,
        script,
        this.address,
        `${this.#port}`,
      ],
      { buffer: false, reject: false, stdin: "ignore" },
    );
    for await (const pid of createInterface({ input: listening.stdout })) {
      this.#silent = Number(pid);
      break;
    }
    for (let taken = 0; taken < 2; taken += 1) {
      this.#held.push(await connected(this.address, this.#port));
    }
  }

  /** Takes connections and says nothing: its sshd is stopped. */
  freeze(): void {
    this.run('kill -STOP "$(cat /run/fleet/pid)"');
  }

  /** Takes {@link freeze} back. */
  thaw(): void {
    this.run('kill -CONT "$(cat /run/fleet/pid)"');
  }

  /** Takes no key. */
  refuse(): void {
    writeFileSync(this.path("/run/fleet/authorized_keys"), "");
  }

  /** Takes the fleet's key again. */
  admit(): void {
    this.run("cp /run/fleet/all_keys /run/fleet/authorized_keys");
  }

  /** Makes the directory of argument files read-only. */
  protect(): void {
    this.run("mount -o remount,ro /etc/pmufilter");
  }

  /** Takes {@link protect} back. */
  unprotect(): void {
    this.run("mount -o remount,rw /etc/pmufilter");
  }

  /** Leaves no room in the directory of argument files. */
  fill(): void {
    this.run("dd if=/dev/zero of=/etc/pmufilter/filler bs=4096 2>/dev/null || true");
  }

  /** Programs called mv wait, until {@link release}, before they do anything. */
  holdMoves(): void {
    this.run(`
      mv=$(command -v mv)
      cp "$mv" /run/fleet/mv
      : >/run/fleet/hold
      printf '%s\\n' '#!/bin/sh' 'while [ -e /run/fleet/hold ]; do : >/run/fleet/held; sleep 0.1; done' \\
        'exec /run/fleet/mv "$@"' >/run/fleet/held-mv
      chmod 755 /run/fleet/held-mv
      mount --bind /run/fleet/held-mv "$mv"`);
  }

  /** Whether a program waits now. */
  get holds(): boolean {
    return existsSync(this.path("/run/fleet/held"));
  }

  /** Lets what {@link holdMoves} holds go on. */
  release(): void {
    rmSync(this.path("/run/fleet/hold"), { force: true });
  }

  /** Lets go of what this process holds of the host. */
  forget(): void {
    for (const socket of this.#held.splice(0)) socket.destroy();
    if (this.#silent === undefined) return;
    this.run(`kill -9 ${this.#silent}; while [ -e /proc/${this.#silent} ]; do sleep 0.01; done`);
    this.#silent = undefined;
  }
}

function connected(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port }, () => resolve(socket));
    socket.once("error", reject);
  });
}
