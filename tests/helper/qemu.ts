import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ExecutionContext } from "ava";
import { findExecutable } from "../../toolchain/executable.js";
import { countingGuest, guestCounts } from "./counting-guest.ts";
import { connectQmp, type Qmp } from "./qmp.ts";

/** A QEMU with KVM, in which a guest counts. */
export interface Qemu {
  readonly pid: number;
  readonly uuid: string;
  readonly name: string;
  readonly pidfile: string;
  /** Its own directory, for what a test writes. */
  readonly directory: string;
  readonly qmp: Qmp;
  /** Waits until the guest has counted on; throws when it was disturbed. */
  guestCounts(bytes?: number): Promise<void>;
  /** Ends it as a power failure would. */
  kill(): Promise<void>;
}

/** Why no QEMU with KVM can be started here. */
export function missingQemu(): string | undefined {
  return findExecutable(qemuProgram, process.env["PATH"] ?? "")
    ? undefined
    : `there is no ${qemuProgram} on PATH`;
}

export const qemuProgram = "qemu-system-x86_64";

/**
 * Starts a QEMU of the distribution, with no option that has to do with filters.
 *
 * @param launcher a program, and its arguments, that becomes QEMU
 */
export async function startQemu(
  t: ExecutionContext,
  launcher: readonly string[] = [],
): Promise<Qemu> {
  const directory = mkdtempSync(join(tmpdir(), "kvm-pmu-filter-qemu-"));
  const [uuid, name] = [randomUUID(), `guest-${randomUUID().slice(0, 8)}`];
  const at = (file: string) => join(directory, file);
  writeFileSync(at("guest.bin"), countingGuest());
  const identity = ["-uuid", uuid, "-name", `guest=${name}`];
  // It ends with the test file's process, however that ends.
  const bound = ["--pdeathsig", "KILL", ...launcher, qemuProgram];
  const child = spawn("setpriv", [...bound, ...argumentsOf(at), ...identity], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const stderr = collected(child);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "close");
  };
  t.teardown(async () => {
    await kill();
    rmSync(directory, { recursive: true });
  });
  const qmp = await answering(at("qmp"), child, stderr);
  t.teardown(() => qmp.close());
  const counts = (bytes?: number) => guestCounts(at("serial"), bytes);
  await counts();
  return {
    pid: child.pid ?? 0,
    uuid,
    name,
    pidfile: at("pid"),
    directory,
    qmp,
    guestCounts: counts,
    kill,
  };
}

function argumentsOf(at: (file: string) => string): readonly string[] {
  return [
    ...["-machine", "q35,accel=kvm", "-cpu", "kvm64", "-m", "16"],
    ...["-nodefaults", "-no-user-config", "-display", "none"],
    ...["-bios", at("guest.bin"), "-serial", `file:${at("serial")}`],
    ...["-qmp", `unix:${at("qmp")},server=on,wait=off`, "-pidfile", at("pid")],
  ];
}

function collected(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (more: string) => {
    text += more;
  });
  return () => text;
}

/* The socket is there some time before QEMU listens on it. */
async function answering(path: string, child: ChildProcess, stderr: () => string): Promise<Qmp> {
  for (;;) {
    const qmp = await connectQmp(path).catch(() => undefined);
    if (qmp !== undefined) return qmp;
    if (child.exitCode !== null) throw new Error(`QEMU ended: ${stderr()}`);
    await sleep(10);
  }
}
