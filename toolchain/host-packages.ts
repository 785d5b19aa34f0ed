import { existsSync } from "node:fs";
import { announced, say } from "./announce.js";
import { findExecutable } from "./executable.js";
import { SetUpError } from "./set-up-error.js";
import { runTool } from "./tool.js";

/** A package of Debian and Ubuntu that tests need. */
export interface HostPackage {
  readonly name: string;
  /** What it is needed for: a sentence without its subject. */
  readonly purpose: string;
  /** It is there if this is: a program's name, or a file's path. */
  readonly evidence: string;
}

const libraries = "/usr/lib/x86_64-linux-gnu";

/** What the tests of kvm-pmu-filter use of the host; all else needs no packages. */
export const hostPackages: readonly HostPackage[] = [
  { name: "make", purpose: "runs its Makefile", evidence: "make" },
  { name: "gcc", purpose: "compiles it", evidence: "gcc" },
  { name: "libc6-dev", purpose: "has the C library's headers", evidence: "/usr/include/stdio.h" },
  { name: "clang", purpose: "compiles and analyses it, too", evidence: "clang" },
  { name: "musl-tools", purpose: "builds it with another C library", evidence: "musl-gcc" },
  {
    name: "gcc-aarch64-linux-gnu",
    purpose: "compiles it for arm64",
    evidence: "aarch64-linux-gnu-gcc",
  },
  {
    name: "libc6-dev-arm64-cross",
    purpose: "has arm64's C library",
    evidence: "/usr/aarch64-linux-gnu/include/stdio.h",
  },
  { name: "gdb", purpose: "is what the bench compares it with", evidence: "gdb" },
  { name: "mandoc", purpose: "checks its manual page", evidence: "mandoc" },
  {
    name: "qemu-system-x86",
    purpose: "runs VMs that it sets filters in",
    evidence: "qemu-system-x86_64",
  },
  { name: "qemu-system-arm", purpose: "emulates an arm64 host", evidence: "qemu-system-aarch64" },
  { name: "libvirt-daemon", purpose: "starts VMs in its sandbox", evidence: "libvirtd" },
  {
    name: "libvirt-daemon-driver-qemu",
    purpose: "is libvirt's part that starts QEMU",
    evidence: `${libraries}/libvirt/connection-driver/libvirt_driver_qemu.so`,
  },
  { name: "libvirt-clients", purpose: "asks libvirt", evidence: "virsh" },
  { name: "openssh-client", purpose: "is what hosts are reached by", evidence: "ssh" },
  { name: "openssh-server", purpose: "lets a machine be many hosts", evidence: "sshd" },
  { name: "sudo", purpose: "makes users root", evidence: "sudo" },
  { name: "tcsh", purpose: "is a login shell of another kind", evidence: "tcsh" },
  { name: "fish", purpose: "is one of a third kind", evidence: "fish" },
  { name: "busybox", purpose: "is a host with little on it", evidence: "busybox" },
  { name: "mksh", purpose: "is another POSIX sh", evidence: "mksh" },
  { name: "shellcheck", purpose: "checks the host program", evidence: "shellcheck" },
];

/** What decides whether packages are installed. */
export interface Host {
  /** As process.platform and process.arch say. */
  readonly platform: string;
  readonly arch: string;
  readonly root: boolean;
  /** Whether there is an apt-get, as on Debian and Ubuntu. */
  readonly apt: boolean;
  /** The environment's PMUFILTER_INSTALL. */
  readonly wish: string | undefined;
  /** Whether a program or a file is there. */
  has(evidence: string): boolean;
}

/** What is missing, and why it is not installed: the end of a sentence, unless it is to be. */
export interface InstallationPlan {
  readonly missing: readonly HostPackage[];
  readonly whyNot?: string;
}

/** Decides what of these packages is to be installed on a host. */
export function planInstallation(
  host: Host,
  packages: readonly HostPackage[] = hostPackages,
): InstallationPlan {
  const missing = packages.filter(({ evidence }) => !host.has(evidence));
  const why = missing.length === 0 ? undefined : whyNot(host);
  return why === undefined ? { missing } : { missing, whyNot: why };
}

function whyNot({ platform, arch, root, apt, wish }: Host): string | undefined {
  if (wish === "never") return "PMUFILTER_INSTALL=never says so";
  if (platform !== "linux" || arch !== "x64") return "they are for Linux on x86-64";
  if (!apt) return "there is no apt-get";
  if (!root) return "only root can";
  return undefined;
}

/**
 * Installs what tests need of this host where that is possible; says what it does. Without it, tests
 * are skipped: nothing here is an error.
 */
export async function installHostPackages(env: NodeJS.ProcessEnv): Promise<void> {
  const { missing, whyNot } = planInstallation(hostOf(env));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  if (whyNot !== undefined) {
    say(`Tests are skipped for want of ${names.join(", ")}, not installed since ${whyNot}.`);
    return;
  }
  for (const { name, purpose } of missing) say(`${name} ${purpose}.`);
  const what = "Installing these packages with apt-get, for the tests of kvm-pmu-filter";
  try {
    await announced(`${what} (a minute or two; PMUFILTER_INSTALL=never forbids it)`, () =>
      aptInstall(names, env),
    );
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    say(`${error.message}\nTests that need these packages are skipped.`);
  }
}

async function aptInstall(names: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const apt = findExecutable("apt-get", systemPath(env)) ?? "apt-get";
  const lock = ["-o", "DPkg::Lock::Timeout=300"];
  const options = {
    cwd: "/",
    env: { ...env, PATH: systemPath(env), DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" },
    timeout: 20 * 60_000,
  };
  await runTool(apt, [...lock, "update"], options);
  await runTool(apt, [...lock, "install", "--yes", "--no-install-recommends", ...names], options);
}

function hostOf(env: NodeJS.ProcessEnv): Host {
  return {
    platform: process.platform,
    arch: process.arch,
    root: process.getuid?.() === 0,
    apt: existsSync("/etc/debian_version") && !!findExecutable("apt-get", systemPath(env)),
    wish: env["PMUFILTER_INSTALL"],
    has: (evidence) =>
      evidence.startsWith("/") ? existsSync(evidence) : !!findExecutable(evidence, systemPath(env)),
  };
}

/** Daemons are where a user's PATH may not lead. */
function systemPath(env: NodeJS.ProcessEnv): string {
  return `${env["PATH"] ?? ""}:/usr/sbin:/usr/bin:/sbin:/bin`;
}
