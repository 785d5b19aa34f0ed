import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { scratch } from "../../executor/scratch.ts";
import { cProgram } from "../c-program.ts";
import { testWithVm } from "../helper-test.ts";
import { built, type HelperError, jsonOf, runHelper, type Way } from "../run-helper.ts";
import { holdVms, startTimeOf } from "../vm-holder.ts";
import { statusOf } from "../vm-status.ts";

const uuid = "0f0e0d0c-1111-4222-8333-a1b2c3d4e5f6";

testWithVm("a VM is found by process ID, pid file, UUID and name", async (t) => {
  const holder = await holdVms(t, { args: ["-name", "guest=finding-1,x=y", "-uuid", uuid] });
  const pidfile = join(scratch(t), "pid");
  writeFileSync(pidfile, `${holder.pid}\n`);
  for (const choice of [
    ["--pid", String(holder.pid)],
    ["--pidfile", pidfile],
    ["--uuid", uuid],
    ["--uuid", uuid.toUpperCase().replaceAll("-", "")],
    ["--name", "finding-1"],
    ["--name", "finding-1", "--start-time", String(holder.startTime)],
  ]) {
    const { vms } = await statusOf(t, scratch(t), ...choice);
    const { pid, startTime } = holder;
    t.is(vms.length, 1);
    t.like(vms[0], { pid, startTime, uuid, name: "finding-1", state: "none", evidence: null });
  }
});

/* Arguments, and the UUID and name in them: qemu(1), and QEMU's own way with commas. */
const commandLines: readonly (readonly [readonly string[], string | null, string | null])[] = [
  [[], null, null],
  [["-name", "web1"], null, "web1"],
  [["--name", "web1"], null, "web1"],
  [["-name", "web1,debug-threads=on"], null, "web1"],
  [["-name", "debug-threads=on,guest=web1"], null, "web1"],
  [["-name", "debug-threads=on"], null, null],
  [["-name", "guest=a,,b,,,process=x"], null, "a,b,"],
  [["-name", "guest=a,guest=b"], null, "b"],
  [["-name", "guest=a", "-name", "process=x", "-name", "b"], null, "b"],
  [["-name", `guest=${"x".repeat(1023)}`], null, "x".repeat(1023)],
  [["-name", `guest=${"x".repeat(1024)}`], null, null],
  [["-name"], null, null],
  [["-name", ""], null, null],
  [["-name", "a,"], null, "a"],
  [["-name", "-uuid", uuid], null, "-uuid"],
  [["name", "a"], null, null],
  [["-uuid", uuid.toUpperCase()], uuid, null],
  [["--uuid", uuid], uuid, null],
  [["-uuid", uuid, "-uuid", "no"], uuid, null],
  [["-uuid", uuid, "-append", "-uuid", "-no-reboot"], uuid, null],
  [["-name", "a", "-append", "-name", "-S"], null, "a"],
  [["-S", "-name", "a"], null, "a"],
  [["-option-of-2040", "-name", "a"], null, "a"],
  [["-option-of-2040", "b", "-name", "a"], null, "a"],
  [["-uuid", `${uuid}0`], null, null],
  [["-uuid"], null, null],
];

testWithVm("UUID and name are read from a command line as QEMU reads them", async (t) => {
  const records = scratch(t);
  for (const [args, readUuid, name] of commandLines) {
    const holder = await holdVms(t, { args });
    const { vms } = await statusOf(t, records, "--pid", String(holder.pid));
    t.like(vms[0], { uuid: readUuid, name }, JSON.stringify(args));
    await holder.kill();
  }
});

testWithVm("what is not one VM's process is refused", async (t) => {
  const named = ["-name", "finding-2"];
  const [one, , none, many] = [
    await holdVms(t, { args: named }),
    await holdVms(t, { args: named }),
    await holdVms(t, { vms: 0, args: ["-name", "finding-3"] }),
    await holdVms(t, { vms: 2 }),
  ];
  const first = String(one.pid);
  const later = String(startTimeOf(one.pid) + 1);
  const cases: readonly (readonly [readonly string[], string, number])[] = [
    [["--name", "finding-2"], "PROCESS_AMBIGUOUS", 6],
    [["--name", "finding-3"], "PROCESS_MISSING", 6],
    [["--uuid", "00000000-0000-0000-0000-00000000000f"], "PROCESS_MISSING", 6],
    [["--uuid", "00000000-0000-0000-0000-00000000000"], "USAGE_INVALID", 2],
    [["--pid", first, "--start-time", later], "PROCESS_CHANGED", 6],
    [["--pid", first, "--vm-fd", "0"], "VM_MISSING", 6],
    [["--pid", first, "--vm-fd", "99999"], "VM_MISSING", 6],
    [["--pid", String(none.pid)], "VM_MISSING", 6],
    [["--pid", String(many.pid)], "VM_AMBIGUOUS", 6],
    [["--pid", "2147483647"], "PROCESS_MISSING", 6],
  ];
  for (const [choice, code, exit] of cases) await refused(t, choice, code, exit);
});

testWithVm("a VM under several descriptors is one VM, under the lowest", async (t) => {
  const holder = await holdVms(t);
  const second = await holder.ask("d");
  const records = scratch(t);
  const [only] = (await statusOf(t, records, "--pid", String(holder.pid))).vms;
  t.true(only !== undefined && only.vmFd < second);
  const choice = ["--pid", String(holder.pid), "--vm-fd", String(second)];
  t.deepEqual((await statusOf(t, records, ...choice)).vms, [only]);
});

testWithVm("a VM is found where the first thread has ended", async (t) => {
  const holder = await holdVms(t, { args: ["-name", "finding-4"] });
  await holder.ask("t");
  const records = scratch(t);
  const args = ["apply", "--name", "finding-4", "--records", records];
  const ended = await runHelper(args, { input: new Uint8Array(32) });
  t.like(ended, { code: 0, stderr: "" });
  t.not(jsonOf<{ thread: number }>(ended).thread, holder.pid);
  const [vm] = (await statusOf(t, records, "--name", "finding-4")).vms;
  t.like(vm, { pid: holder.pid, state: "set" });
});

testWithVm("a process that has ended is missing, even if nobody waited for it", async (t) => {
  const holder = await holdVms(t);
  const child = await holder.ask("f");
  process.kill(child, "SIGKILL");
  // The holder never waits for its child: from now on that is a zombie, or soon.
  await refused(t, ["--pid", String(child)], "PROCESS_MISSING", 6);
  await holder.kill();
  await refused(t, ["--pid", String(holder.pid)], "PROCESS_MISSING", 6);
});

const pidfiles: readonly (readonly [string, string | undefined])[] = [
  ["an empty file", ""],
  ["a newline", "\n"],
  ["no number", "12a\n"],
  ["a negative number", "-1\n"],
  ["zero", "0\n"],
  ["two lines", "1\n2\n"],
  ["a number beyond process IDs", "2147483648\n"],
  ["a zero byte", "1\0"],
  ["a long text", "1".repeat(100)],
  ["a directory", undefined],
];

for (const [what, text] of pidfiles) {
  testWithVm(`a pid file is refused: ${what}`, async (t) => {
    const path = join(scratch(t), "pid");
    if (text === undefined) mkdirSync(path);
    else writeFileSync(path, text);
    await refused(t, ["--pidfile", path], "PIDFILE_INVALID", 3);
  });
}

testWithVm("a pid file that is not there is refused", async (t) => {
  const error = await refused(t, ["--pidfile", join(scratch(t), "pid")], "PIDFILE_INVALID", 3);
  t.is(error?.errno, "ENOENT");
});

testWithVm("another user's process is refused, and what is lacking told", async (t) => {
  const holder = await holdVms(t, { args: ["-name", "finding-5"] });
  const way = await asNobody(t);
  for (const choice of [
    ["--pid", String(holder.pid)],
    ["--name", "finding-5"],
  ]) {
    const error = await refused(t, choice, "PROCESS_DENIED", 4, way);
    t.is(error?.errno, "EACCES");
    t.regex(error?.message ?? "", /user 0 .* user 65534 without CAP_SYS_PTRACE/);
  }
  const ended = await runHelper(["status", "--records", scratch(t)], way);
  const { vms, unreadable } = jsonOf<{ vms: { pid: number }[]; unreadable: number }>(ended);
  t.false(vms.some(({ pid }) => pid === holder.pid));
  t.true(unreadable > 0);
});

testWithVm(
  "who started the helper with a VM's name is not taken for the VM's process",
  async (t) => {
    const holder = await holdVms(t, { args: ["-name", "finding-7"] });
    const { file = "" } = await asNobody(t);
    // Root's shell has all this on its command line, and waits for the helper.
    const start = 'setpriv --reuid 65534 --regid 65534 --clear-groups -- "$@"; exit $?';
    const search = (...choice: readonly string[]) =>
      runHelper(["-c", start, "sh", file, "status", ...choice], {
        file: "/bin/sh",
        env: process.env,
      });
    const missing = await search("--name", "finding-8");
    t.is(missing.code, 6);
    t.like(jsonOf(missing), { error: { code: "PROCESS_MISSING" } });
    const denied = jsonOf<{ error: HelperError }>(await search("--name", "finding-7")).error;
    t.is(denied.code, "PROCESS_DENIED");
    t.regex(denied.message, new RegExp(`\\b${holder.pid}\\b`));
  },
);

testWithVm("a pid file that may not be read: whose it is to be is told", async (t) => {
  const way = await asNobody(t);
  const path = join(scratch(t), "pid");
  chmodSync(join(path, ".."), 0o755);
  writeFileSync(path, "1\n", { mode: 0o600 });
  const error = await refused(t, ["--pidfile", path], "PIDFILE_INVALID", 3, way);
  t.is(error?.errno, "EACCES");
  t.regex(error?.hint ?? "", /user/);
});

testWithVm("a program of another architecture is refused", async (t) => {
  const source = new URL("vm-holder-i386.c", import.meta.url);
  const flags = ["-m32", "-nostdlib", "-static", "-ffreestanding", "-fno-stack-protector"];
  const file = await cProgram(source, { flags: [...flags, "-fno-pic", "-no-pie"] });
  const holder = await holdVms(t, { file, args: ["-name", "finding-6"] });
  const args = ["clear", "--name", "finding-6", "--records", join(scratch(t), "records")];
  const ended = await runHelper(args);
  t.is(ended.code, 6);
  t.like(jsonOf(ended), { error: { code: "PROCESS_FOREIGN", errno: null } });
  // `status` may look at it.
  const { vms } = await statusOf(t, scratch(t), "--pid", String(holder.pid));
  t.like(vms[0], { name: "finding-6", state: "none" });
});

/** `clear` and `status` with a choice fail in the same way. */
async function refused(
  t: ExecutionContext,
  choice: readonly string[],
  code: string,
  exit: number,
  way: Way = {},
): Promise<HelperError | undefined> {
  const records = join(scratch(t), "records");
  const status = await runHelper(["status", "--records", records, ...choice], way);
  const args = ["clear", "--records", records, ...choice];
  const clear = await runHelper(args, way);
  t.like(clear, { code: exit }, clear.stdout);
  t.like(jsonOf(clear), { command: "clear", ok: false, error: { code } });
  // All VMs of a process are fine to look at.
  if (code !== "VM_AMBIGUOUS") t.like(jsonOf(status), { ok: false, error: { code } });
  return jsonOf<{ error?: HelperError }>(clear).error;
}

/** How to run the helper as nobody. */
async function asNobody(t: ExecutionContext): Promise<Way> {
  const directory = scratch(t);
  chmodSync(directory, 0o755);
  const file = join(directory, "kvm-pmu-filter");
  copyFileSync(await built("all"), file);
  return { file, uid: 65534, gid: 65534 };
}
