import { execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { ExecutionContext } from "ava";
import { findExecutable } from "../../toolchain/executable.js";
import { countingGuest, guestCounts } from "./counting-guest.ts";
import { qemuProgram } from "./qemu.ts";

/** A libvirtd of the test's own. The host's, if there is one, does not see it, nor its domains. */
export interface Libvirt {
  /** Its directory, which its domains see as /var/lib/libvirt. */
  readonly directory: string;
  /** Runs virsh with this libvirtd and returns what it printed. */
  virsh(...args: readonly string[]): Promise<string>;
  /** Starts a domain in which a guest counts. */
  start(domain?: DomainChoice): Promise<Domain>;
}

/** What is special about a domain. */
export interface DomainChoice {
  readonly emulator?: string;
  readonly name?: string;
  readonly uuid?: string;
}

/** A running domain. */
export interface Domain {
  readonly pid: number;
  readonly uuid: string;
  readonly name: string;
  /** libvirt's own, as this process sees it. */
  readonly pidfile: string;
  /** What QMP returns. */
  execute(command: string): Promise<unknown>;
  /** Waits until the guest has counted on; throws when it was disturbed. */
  guestCounts(bytes?: number): Promise<void>;
}

/** Why no libvirtd can be started here. */
export function missingLibvirt(): string | undefined {
  if (process.getuid?.() !== 0) return "only root can start libvirtd";
  const programs = ["libvirtd", "virsh", "unshare", qemuProgram];
  const missing = programs.filter((name) => !findExecutable(name, path));
  return missing.length === 0 ? undefined : `there is no ${missing.join(", no ")} on PATH`;
}

const path = `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin`;
const run = promisify(execFile);

/**
 * Starts libvirtd with directories of its own in the place of /run, /etc/libvirt and the like, in a
 * mount namespace. QEMU runs without root's rights and in libvirt's sandbox.
 */
export async function startLibvirt(t: ExecutionContext): Promise<Libvirt> {
  const directory = mkdtempSync(join(tmpdir(), "kvm-pmu-filter-libvirt-"));
  // QEMU's user must get through to its files.
  chmodSync(directory, 0o755);
  t.teardown(() => rmSync(directory, { recursive: true }));
  for (const name of ["run", "etc", "lib", "log", "cache"]) mkdirSync(join(directory, name));
  const conf = join(directory, "etc", "qemu.conf");
  writeFileSync(conf, qemuConf);
  writeFileSync(join(directory, "etc", "libvirtd.conf"), 'auth_unix_rw = "none"\n');
  const args = ["--mount", "--propagation", "private", "sh", "-euc", inNamespace, "sh", directory];
  const child = spawn("unshare", args, { env: { PATH: path }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk;
    });
  }
  t.teardown(async () => {
    if (child.exitCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "close");
  });
  const socket = join(directory, "run", "libvirt", "libvirt-sock");
  const virsh = async (...command: readonly string[]) => {
    const uri = `qemu+unix:///system?socket=${socket}`;
    try {
      return (await run("virsh", ["--quiet", "--connect", uri, ...command])).stdout.trim();
    } catch (error) {
      throw new Error(`${(error as Error).message}libvirtd: ${output}`);
    }
  };
  while (!existsSync(socket)) {
    if (child.exitCode !== null) throw new Error(`libvirtd ended: ${output}`);
    await sleep(20);
  }
  return { directory: join(directory, "lib"), virsh, start: (choice) => start(t, choice) };

  async function start(context: ExecutionContext, choice: DomainChoice = {}): Promise<Domain> {
    const { uuid = randomUUID(), name = `guest-${uuid.slice(0, 8)}` } = choice;
    const lib = join(directory, "lib");
    writeFileSync(join(lib, "guest.bin"), countingGuest());
    const serial = join(lib, `${uuid}.serial`);
    const xml = join(directory, `${uuid}.xml`);
    writeFileSync(xml, domainXml(name, uuid, choice.emulator));
    await virsh("create", xml);
    context.teardown(() => virsh("destroy", uuid).catch(() => {}));
    await guestCounts(serial);
    const pidfile = join(directory, "run", "libvirt", "qemu", `${name}.pid`);
    return {
      pid: Number(readFileSync(pidfile, "utf8")),
      uuid,
      name,
      pidfile,
      execute: async (command) => {
        const question = JSON.stringify({ execute: command });
        return JSON.parse(await virsh("qemu-monitor-command", uuid, question)).return;
      },
      guestCounts: (bytes) => guestCounts(serial, bytes),
    };
  }
}

/*
 * Logs go to files, so that no virtlogd is needed; the sandbox is what it is by default: on. The user
 * is nobody, since that of the distribution comes with a service that a test does not want.
 */
const qemuConf = `stdio_handler = "file"
seccomp_sandbox = 1
user = "+65534"
group = "+65534"
`;

/*
 * A device node of its own, since the host's may be root's alone; and the names of Debian's user and
 * group for QEMU, which libvirtd wants to be there whatever it is configured to. Where they are there
 * already, those lines are the first ones and count.
 */
const inNamespace = `
  for pair in run:/run etc:/etc/libvirt lib:/var/lib/libvirt log:/var/log/libvirt cache:/var/cache/libvirt
  do
    mkdir -p "\${pair#*:}"
    mount --bind "$1/\${pair%%:*}" "\${pair#*:}"
  done
  mknod -m 666 "$1/kvm" c 10 232
  mount --bind "$1/kvm" /dev/kvm
  for line in passwd:libvirt-qemu:x:65534:65534::/: group:libvirt-qemu:x:65534:
  do
    { cat "/etc/\${line%%:*}"; echo "\${line#*:}"; } > "$1/\${line%%:*}"
    mount --bind "$1/\${line%%:*}" "/etc/\${line%%:*}"
  done
  exec libvirtd
`;

function domainXml(name: string, uuid: string, emulator = `/usr/bin/${qemuProgram}`): string {
  return `<domain type="kvm">
  <name>${name}</name>
  <uuid>${uuid}</uuid>
  <memory unit="MiB">16</memory>
  <vcpu>1</vcpu>
  <os>
    <type arch="x86_64" machine="q35">hvm</type>
    <loader readonly="yes" type="rom">/var/lib/libvirt/guest.bin</loader>
  </os>
  <features><acpi/></features>
  <cpu mode="custom" match="exact" check="none"><model fallback="forbid">kvm64</model></cpu>
  <devices>
    <emulator>${emulator}</emulator>
    <serial type="file"><source path="/var/lib/libvirt/${uuid}.serial"/></serial>
    <memballoon model="none"/>
    <controller type="usb" model="none"/>
    <video><model type="none"/></video>
  </devices>
</domain>
`;
}
