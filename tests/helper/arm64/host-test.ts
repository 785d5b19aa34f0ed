import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { arm64Kernel } from "../../../toolchain/arm64-kernel.ts";
import { findExecutable } from "../../../toolchain/executable.js";
import { arm64Compiler, builtForArm64 } from "../../../toolchain/helper.ts";
import { SetUpError } from "../../../toolchain/set-up-error.js";
import type { Ended } from "../run-helper.ts";
import { type HostCommand, runOnEmulatedHost } from "./emulated-host.ts";
import type { InitramfsFile } from "./initramfs.ts";

/** Where programs are on the emulated host. */
export const onHost = {
  helper: "/bin/kvm-pmu-filter",
  library: "/lib/kvm-pmu-filter-preload.so",
  /** counting-vmm.c, linked with the C library as most VMMs are. */
  vmm: "/bin/counting-vmm",
  /** The same as a static program. */
  staticVmm: "/bin/counting-vmm-static",
} as const;

const registered: HostCommand[] = [];
const files: InitramfsFile[] = [];

/** Has a file on the host that is started for this test file's tests. */
export function hostFile(path: string, content: Uint8Array | string): string {
  files.push({ path: path.slice(1), content });
  return path;
}

/**
 * Registers a test that looks at what commands did on an emulated arm64 host. All commands of a test
 * file run in one boot, in the order of the registrations. Where no such host can be had, the title
 * says why.
 */
export function testOnArm64(
  title: string,
  commands: readonly HostCommand[],
  look: (t: ExecutionContext, ...ended: readonly Ended[]) => void,
): void {
  const first = registered.length;
  registered.push(...commands);
  const work = async (t: ExecutionContext) => {
    booted ??= boot();
    const ended = (await booted).slice(first, first + commands.length);
    look(t, ...ended);
  };
  if (typeof kernel === "string") test(title, work);
  else test.skip(`${title} (skipped: ${kernel.missing})`, work);
}

const [qemu, compilerPath] = ["qemu-system-aarch64", arm64Compiler].map((name) =>
  findExecutable(name, process.env["PATH"] ?? ""),
);

/** The kernel that is to be booted, or why that cannot be done. */
const kernel = await neededKernel();

async function neededKernel(): Promise<string | { readonly missing: string }> {
  if (!qemu) return { missing: "there is no qemu-system-aarch64; Debian: qemu-system-arm" };
  if (!compilerPath) {
    const packages = "gcc-aarch64-linux-gnu and libc6-dev-arm64-cross";
    return { missing: `there is no ${arm64Compiler}; Debian: ${packages}` };
  }
  try {
    return await arm64Kernel();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    return { missing: error.message.trim().split("\n").at(-1) ?? "" };
  }
}

let booted: Promise<readonly Ended[]> | undefined;

async function boot(): Promise<readonly Ended[]> {
  const { program, library } = await builtForArm64();
  const guest = join(import.meta.dirname, "counting-guest.c");
  const [init, vmm, staticVmm] = compiled([
    ["init.c", ["-static"]],
    ["counting-vmm.c", ["-pthread", guest]],
    ["counting-vmm.c", ["-pthread", "-static", guest]],
  ]);
  const parts = { qemu: String(qemu), kernel: String(kernel), init: init ?? Buffer.of() };
  const at = (path: string, content: Uint8Array = Buffer.of()) => ({
    path: path.slice(1),
    content,
  });
  const programs = [
    at(onHost.helper, readFileSync(program)),
    at(onHost.library, readFileSync(library)),
    at(onHost.vmm, vmm),
    at(onHost.staticVmm, staticVmm),
    ...sharedLibraries().map((file) => at(`/lib/${file.name}`, file.content)),
  ];
  return runOnEmulatedHost({ ...parts, files: [...programs, ...files] }, registered);
}

/** Programs of this directory, compiled for arm64. */
function compiled(
  programs: readonly (readonly [string, readonly string[]])[],
): readonly Uint8Array[] {
  const directory = mkdtempSync(join(tmpdir(), "pmufilter-arm64-"));
  try {
    return programs.map(([source, flags]) => {
      const out = join(directory, "program");
      const args = ["-O2", "-Wall", "-Wextra", "-Werror", ...flags, "-o", out];
      execFileSync(String(compilerPath), [...args, join(import.meta.dirname, source)]);
      return readFileSync(out);
    });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The C library for arm64 that the compiler links with, and its loader. */
function sharedLibraries() {
  return ["ld-linux-aarch64.so.1", "libc.so.6"].map((name) => {
    const args = [`-print-file-name=${name}`];
    const path = execFileSync(String(compilerPath), args, { encoding: "utf8" }).trim();
    return { name, content: readFileSync(path) };
  });
}
