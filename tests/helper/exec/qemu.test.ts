import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ExecutionContext } from "ava";
import { testWithQemu } from "../helper-test.ts";
import { qemuProgram, startQemu } from "../qemu.ts";
import { connectQmp } from "../qmp.ts";
import { built, runHelper } from "../run-helper.ts";
import { carriedRecords, fileOf, filters, startTimeOf, temporaryDirectory } from "./vmm.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** A QEMU whose guest does not run. */
const paused = ["-machine", "q35,accel=kvm", "-cpu", "kvm64", "-nodefaults", "-display", "none"];

for (const name of ["three", "most"] as const) {
  testWithQemu(`a guest runs in a QEMU that exec started: ${name}`, async (t) => {
    const filter = ["--filter", fileOf(t, filters[name]), "--"];
    const qemu = await startQemu(t, [await built("all"), "exec", ...filter]);
    t.like(await qemu.qmp.execute("query-kvm"), { enabled: true });
    await qemu.guestCounts();
    const records = carriedRecords(qemu.pid);
    t.deepEqual(
      records.map((record) => [record.get("filter"), record.get("pid"), record.get("start")]),
      [[hex(filters[name]), String(qemu.pid), startTimeOf(qemu.pid)]],
    );
    const environment = readFileSync(`/proc/${qemu.pid}/environ`, "latin1");
    t.notRegex(environment, /LD_PRELOAD|KVM_PMU_FILTER/);
  });
}

for (const [name, errno] of [
  ["tooMany", "E2BIG"],
  ["badEntry", "EINVAL"],
] as const) {
  testWithQemu(`QEMU does not run with a filter that the kernel refuses: ${name}`, async (t) => {
    const args = ["exec", "--filter", fileOf(t, filters[name]), "--", qemuProgram, ...paused];
    const ended = await runHelper([...args, "-S"]);
    t.deepEqual([ended.code, ended.stdout], [1, ""]);
    t.regex(ended.stderr, new RegExp(`\\[FILTER_REFUSED, ${errno}\\]\n$`));
  });

  testWithQemu(`with --optional QEMU runs without it: ${name}`, async (t) => {
    const filter = ["--optional", "--filter", fileOf(t, filters[name]), "--"];
    const qemu = await startQemu(t, [await built("all"), "exec", ...filter]);
    await qemu.guestCounts();
    t.deepEqual(carriedRecords(qemu.pid), []);
  });
}

testWithQemu("QEMU's sandbox lets the filter through", async (t) => {
  const sandbox = "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny";
  const { pid } = await startPaused(t, ["-sandbox", sandbox]);
  t.is(carriedRecords(pid).length, 1);
});

testWithQemu("a QEMU that goes into the background has the filter and a record", async (t) => {
  const { pid, started } = await startPaused(t, ["-daemonize"]);
  t.not(pid, started.pid);
  t.is(started.exitCode, 0);
  const [record = new Map()] = carriedRecords(pid);
  t.deepEqual([record.get("pid"), record.get("start")], [String(pid), startTimeOf(pid)]);
});

testWithQemu("a QEMU without KVM runs, and has no record", async (t) => {
  const { pid } = await startPaused(t, ["-accel", "tcg"], ["-machine", "none"]);
  t.deepEqual(carriedRecords(pid), []);
});

/** Starts QEMU with exec and waits until QMP answers. */
async function startPaused(
  t: ExecutionContext,
  options: readonly string[],
  machine: readonly string[] = paused,
): Promise<{ readonly pid: number; readonly started: ChildProcess }> {
  const directory = temporaryDirectory(t);
  const [qmpSocket, pidfile] = [join(directory, "qmp"), join(directory, "pid")];
  const qmpOption = ["-qmp", `unix:${qmpSocket},server=on,wait=off`, "-pidfile", pidfile, "-S"];
  const exec = ["exec", "--filter", fileOf(t, filters.three), "--", qemuProgram];
  const all = [...exec, ...machine, "-display", "none", ...qmpOption, ...options];
  const started = spawn(await built("checked"), all, { stdio: ["ignore", "ignore", "inherit"] });
  t.teardown(async () => {
    if (pidIn(pidfile) > 0) process.kill(pidIn(pidfile), "SIGKILL");
    if (started.exitCode === null && started.signalCode === null) await once(started, "exit");
  });
  if (options.includes("-daemonize")) await once(started, "exit");
  while (pidIn(pidfile) === 0 || !existsSync(qmpSocket)) {
    if (started.exitCode) throw new Error("QEMU ended");
    await sleep(5);
  }
  const pid = pidIn(pidfile);
  const qmp = await connectQmp(qmpSocket);
  t.teardown(() => qmp.close());
  t.like(await qmp.execute("query-status"), { running: false });
  return { pid, started };
}

/** 0 as long as there is none. */
function pidIn(pidfile: string): number {
  return existsSync(pidfile) ? Number(readFileSync(pidfile, "utf8")) : 0;
}
