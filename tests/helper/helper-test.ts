import { spawnSync } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import test, { type ExecutionContext } from "ava";
import { type HelperTarget, missingForHelper } from "../../toolchain/helper.ts";

type Work = (t: ExecutionContext) => Promise<void>;

/** Registers a test that builds the helper; where that is not possible, its title says why. */
export function testWithHelper(title: string, work: Work, target: HelperTarget = "checked"): void {
  register(title, missing(target), work);
}

/** Registers a test that builds the helper and has it ask the kernel. */
export function testWithKvm(title: string, work: Work): void {
  register(title, missing("checked") ?? kvmMissing(), work);
}

/** Registers a test that gives the helper another file system to look at. */
export function testInNamespace(title: string, work: Work): void {
  const made = spawnSync("unshare", ["--mount", "mount", "-t", "tmpfs", "none", "/dev"]);
  const rights = made.status === 0 ? undefined : "no mount namespace can be made";
  register(title, missing("checked") ?? rights, work);
}

/** Registers a test that needs the rights of root, too. */
export function testAsRoot(title: string, work: Work): void {
  const rights = process.getuid?.() === 0 ? undefined : "only root can";
  register(title, missing("all") ?? rights, work);
}

function register(title: string, why: string | undefined, work: Work): void {
  if (why === undefined) test(title, work);
  else test.skip(`${title} (skipped: ${why})`, work);
}

/* Asked of the compiler once, not for every test. */
const asked = new Map<HelperTarget, string | undefined>();

function missing(target: HelperTarget): string | undefined {
  if (!asked.has(target)) asked.set(target, missingForHelper(target));
  return asked.get(target);
}

function kvmMissing(): string | undefined {
  try {
    closeSync(openSync("/dev/kvm", constants.O_RDWR));
    return undefined;
  } catch (error) {
    return `/dev/kvm cannot be opened: ${(error as NodeJS.ErrnoException).code}`;
  }
}
