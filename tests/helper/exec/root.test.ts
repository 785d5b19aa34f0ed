import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findExecutable } from "../../../toolchain/executable.js";
import { arm64Compiler } from "../../../toolchain/helper.ts";
import { callBytes } from "../arm64/calls.ts";
import { hostFile, onHost, testOnArm64 } from "../arm64/host-test.ts";

/*
 * Root with all of its capabilities, which tests mostly do not have in a container: on the emulated
 * host, where the architecture does not matter to this.
 */
const filter = hostFile("/filters/deny", callBytes([{ baseEvent: 0x11, nevents: 1, action: 1 }]));
const programs = {
  vmm: hostFile("/bin/vmm", compiled("vmm.c", ["-pthread"])),
  observer: hostFile("/bin/observer", compiled("observer.c", [])),
  idle: hostFile("/lib/idle.so", compiled("idle.c", ["-shared", "-fPIC"])),
};

const exec = (options: readonly string[], ...program: readonly string[]) => ({
  argv: [onHost.helper, "exec", "--filter", filter, ...options, "--", ...program],
});

testOnArm64(
  "root's VMM cannot make a VM where the library does not come to run, even if it raises its limits",
  [
    exec([], programs.vmm, "--raise"),
    exec(["--library", programs.idle], programs.vmm, "--raise"),
    exec(["--library", programs.idle], programs.vmm),
  ],
  (t, loaded, raised, plain) => {
    t.like(loaded, { code: 0, stderr: "" });
    for (const idle of [raised, plain]) {
      t.is(idle?.code, 9);
      t.regex(idle?.stderr ?? "", /^KVM_CREATE_VM: /);
    }
  },
);

testOnArm64(
  "root's VMM finds its limits as they were",
  [{ argv: [programs.observer] }, exec([], programs.observer)],
  (t, direct, executed) => {
    const limits = (stdout = "") => stdout.match(/^limit \d+ \d+ \d+$/gm) ?? [];
    t.true(limits(direct?.stdout).length > 7);
    t.deepEqual(limits(executed?.stdout), limits(direct?.stdout));
    t.is(executed?.stderr, "");
  },
);

/** A program of this directory for arm64; nothing where it cannot be compiled and is not needed. */
function compiled(source: string, flags: readonly string[]): Uint8Array {
  const compiler = findExecutable(arm64Compiler, process.env["PATH"] ?? "");
  if (!compiler) return Buffer.of();
  const directory = mkdtempSync(join(tmpdir(), "kvm-pmu-filter-exec-"));
  try {
    const out = join(directory, "program");
    execFileSync(compiler, ["-O1", ...flags, "-o", out, join(import.meta.dirname, source)]);
    return readFileSync(out);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
