import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";
import { FleetHost } from "./fleet-host.ts";

/** Hosts on this machine, 127.0.0.1 and up, that are reached by ssh. */
export interface Fleet {
  readonly hosts: readonly FleetHost[];
  readonly port: number;
  /** Files of the fleet's own. */
  readonly directory: string;
  /** An ssh_config that has all that it takes to log in: user, port, key and known hosts. */
  readonly sshConfig: string;
  /** Ends all hosts, and everything that runs on them. */
  end(): Promise<void>;
}

/**
 * Starts hosts, each an sshd in a mount namespace of its own with its own /run, /tmp, /var/lib,
 * /root and /etc, in a PID namespace that ends with this process. Takes root.
 */
export async function startFleet(count: number): Promise<Fleet> {
  const directory = mkdtempSync(join(tmpdir(), "pmufilter-fleet-"));
  const port = await freePort();
  writeFiles(directory, port);
  const namespaces = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"];
  const script = join(import.meta.dirname, "fleet.sh");
  const started = execa(
    "unshare",
    [...namespaces, "sh", script, directory, `${port}`, `${count}`],
    {
      buffer: false,
      reject: false,
      stdin: "pipe",
      stderr: "inherit",
    },
  );
  const end = async () => {
    for (const host of hosts) host.forget();
    started.stdin?.end();
    await started;
    rmSync(directory, { recursive: true, force: true });
  };
  const hosts: FleetHost[] = [];
  for await (const line of createInterface({ input: started.stdout })) {
    const [address = "", pid = ""] = line.split(" ");
    hosts.push(new FleetHost(address, port, firstProcess(started.pid), pid));
    if (hosts.length === count) break;
  }
  if (hosts.length < count) {
    await end();
    throw new Error(`only ${hosts.length} of ${count} hosts started`);
  }
  hosts.sort((a, b) => a.number - b.number);
  return { hosts, port, directory, sshConfig: join(directory, "ssh_config"), end };
}

/** The first process of the namespace, by its number outside: unshare's only child. */
function firstProcess(unshare: number | undefined): string {
  return readFileSync(`/proc/${unshare}/task/${unshare}/children`, "utf8").trim();
}

function writeFiles(directory: string, port: number): void {
  const at = (name: string) => join(directory, name);
  for (const name of ["key", "host_key"]) {
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", at(name)]);
  }
  writeFileSync(at("authorized_keys"), readFileSync(at("key.pub")));
  writeFileSync(
    at("known_hosts"),
    `[127.0.0.*]:${port} ${readFileSync(at("host_key.pub"), "utf8")}`,
  );
  writeFileSync(at("sshd_config"), lines(sshdConfig));
  writeFileSync(
    at("ssh_config"),
    lines([
      "Host *",
      "User root",
      `Port ${port}`,
      `IdentityFile ${at("key")}`,
      "IdentitiesOnly yes",
      `UserKnownHostsFile ${at("known_hosts")}`,
    ]),
  );
}

const sshdConfig = [
  "HostKey /run/fleet/host_key",
  "AuthorizedKeysFile /run/fleet/authorized_keys",
  "PidFile /run/fleet/pid",
  "PasswordAuthentication no",
  "KbdInteractiveAuthentication no",
  "PermitRootLogin prohibit-password",
  "LogLevel VERBOSE",
  // What OpenSSH 9 would choose takes a tenth of a second of each side's CPU, and hides all else.
  "KexAlgorithms curve25519-sha256",
  "StrictModes no",
  "UseDNS no",
];

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join("");
}

/** A port that is free on every address. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "0.0.0.0", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
