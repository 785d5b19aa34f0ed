import { spawnSync } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import test, { type ExecutionContext } from "ava";
import { findExecutable } from "../../toolchain/executable.js";
import { type HelperTarget, missingForHelper } from "../../toolchain/helper.ts";
import { missingLibvirt } from "./libvirt.ts";
import { missingQemu } from "./qemu.ts";

type Work = (t: ExecutionContext) => Promise<void>;

/** Registers a test that builds the helper; where that is not possible, its title says why. */
export function testWithHelper(title: string, work: Work, target: HelperTarget = "checked"): void {
  register(title, missing(target), work);
}

/** Registers a test that builds the helper with a compiler of this name. */
export function testWithCompiler(title: string, compiler: string, work: Work): void {
  const found = findExecutable(compiler, process.env["PATH"] ?? "");
  const none = found === undefined ? `there is no ${compiler} on PATH` : undefined;
  register(title, missing("all") ?? none, work);
}

/** Registers a test that builds the helper and has it ask the kernel. */
export function testWithKvm(title: string, work: Work): void {
  register(title, missing("checked") ?? kvmMissing(), work);
}

/** Registers a test that makes VMs and needs the rights of root. */
export function testWithVm(title: string, work: Work): void {
  register(title, whyNoVm(), work);
}

/** Registers a test that sets filters in VMs of QEMU. */
export function testWithQemu(title: string, work: Work): void {
  register(title, whyNoVm() ?? missingQemu(), work, test.serial);
}

/** Registers a test that sets filters in VMs that libvirt starts. */
export function testWithLibvirt(title: string, work: Work): void {
  register(title, whyNoVm() ?? missingLibvirt(), work, test.serial);
}

/* Another user's processes may be traced by root alone, and where Yama is, the own ones as well. */
function whyNoVm(): string | undefined {
  if (process.arch !== "x64") return "a filter cannot be set in a running VM on this architecture";
  return missing("all") ?? kvmMissing() ?? rootMissing();
}

/** Registers a test that gives the helper another file system to look at. */
export function testInNamespace(title: string, work: Work): void {
  register(title, missing("checked") ?? namespaceMissing(), work);
}

/** Registers a test that does so, and makes VMs. */
export function testWithVmInNamespace(title: string, work: Work): void {
  register(title, whyNoVm() ?? namespaceMissing(), work);
}

function namespaceMissing(): string | undefined {
  const made = spawnSync("unshare", ["--mount", "mount", "-t", "tmpfs", "none", "/dev"]);
  return made.status === 0 ? undefined : "no mount namespace can be made";
}

/** Registers a test that needs the rights of root, too. */
export function testAsRoot(title: string, work: Work): void {
  register(title, missing("all") ?? rootMissing(), work);
}

/* VMs whose guests always compute are started one after the other: with test.serial. */
function register(
  title: string,
  why: string | undefined,
  work: Work,
  way: typeof test | typeof test.serial = test,
): void {
  if (why === undefined) way(title, work);
  else test.skip(`${title} (skipped: ${why})`, work);
}

/* Asked of the compiler once, not for every test. */
const asked = new Map<HelperTarget, string | undefined>();

function missing(target: HelperTarget): string | undefined {
  if (!asked.has(target)) asked.set(target, missingForHelper(target));
  return asked.get(target);
}

function rootMissing(): string | undefined {
  return process.getuid?.() === 0 ? undefined : "only root can";
}

function kvmMissing(): string | undefined {
  try {
    closeSync(openSync("/dev/kvm", constants.O_RDWR));
    return undefined;
  } catch (error) {
    return `/dev/kvm cannot be opened: ${(error as NodeJS.ErrnoException).code}`;
  }
}
