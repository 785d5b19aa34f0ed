import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scratch } from "../../executor/scratch.ts";
import { testWithVm, testWithVmInNamespace } from "../helper-test.ts";
import { built, type HelperError, jsonOf, runHelper } from "../run-helper.ts";
import { holdVms, startTimeOf } from "../vm-holder.ts";
import { type Status, statusOf, vmStatusOf } from "../vm-status.ts";
import { apply, hexOf, nothing, recordFiles, recordName, someEvents } from "./record-files.ts";

/* How a directory is made in which no record is kept, and why `status` does not read it. */
const unfit: readonly (readonly [string, (path: string) => void, string | null])[] = [
  ["a directory in a directory that there is not", () => {}, "ENOENT"],
  ["a file", (path) => writeFileSync(path, ""), "ENOTDIR"],
  [
    "a link to a directory",
    (path) => {
      mkdirSync(`${path}-real`, 0o700);
      symlinkSync(`${path}-real`, path);
    },
    "ENOTDIR",
  ],
  [
    "a directory that others can write to",
    (path) => {
      mkdirSync(path);
      chmodSync(path, 0o777);
    },
    "EPERM",
  ],
  [
    "a directory that a group can write to",
    (path) => {
      mkdirSync(path);
      chmodSync(path, 0o770);
    },
    "EPERM",
  ],
];

for (const [what, make, errno] of unfit) {
  testWithVm(`records are not kept in ${what}, and nothing is set`, async (t) => {
    const [holder, file] = [await holdVms(t), await built("faulty")];
    const path = join(scratch(t), "records");
    make(path);
    const records = what.includes("there is not") ? join(path, "records") : path;
    // It would not get past the moment at which a thread is seized.
    const env = { KVM_PMU_FILTER_FAULT: "kill:SEIZED" };
    const ended = await apply(holder, records, nothing, { file, env });
    t.is(ended.code, 5);
    t.like(jsonOf(ended), { ok: false, error: { code: "RECORD_FAILED" } });
    const { error } = jsonOf<{ error: HelperError }>(ended);
    t.true(error.message.includes(records), error.message);
    t.is(/parent/.test(error.hint), errno === "ENOENT");
    const status = await statusOf(t, records, "--pid", String(holder.pid));
    t.is(status.records.errno, errno);
    t.like(status.vms[0], { state: errno === "ENOENT" ? "none" : "unknown", evidence: null });
  });
}

testWithVm("records are not kept in, and not read from, another user's directory", async (t) => {
  const [holder, records] = [await holdVms(t), scratch(t)];
  await apply(holder, records, nothing);
  chownSync(records, 65534, 65534);
  const ended = await apply(holder, records, someEvents);
  t.like(jsonOf(ended), { error: { code: "RECORD_FAILED", errno: "EPERM" } });
  const { vms } = await statusOf(t, records, "--pid", String(holder.pid));
  t.like(vms[0], { state: "unknown", evidence: null, attempted: null, before: null });
});

testWithVm("a VM of exec has its own record, where that of apply cannot be read", async (t) => {
  const [filter, records] = [join(scratch(t), "filter"), scratch(t)];
  writeFileSync(filter, someEvents);
  chmodSync(records, 0o777);
  const through = [await built("all"), "exec", "--filter", filter, "--"];
  const holder = await holdVms(t, { through });
  t.like(await vmStatusOf(t, records, holder.pid), { state: "set", evidence: "exec" });
});

testWithVm("links in the place of a record and of the lock are not followed", async (t) => {
  const [holder, records] = [await holdVms(t), join(scratch(t), "records")];
  const { record } = jsonOf<{ record: string }>(await apply(holder, records, nothing));
  const elsewhere = join(scratch(t), "elsewhere");
  writeFileSync(elsewhere, readFileSync(record));
  const kept = readFileSync(elsewhere, "utf8");
  spawnSync("ln", ["-sfn", elsewhere, record]);
  for (const suffix of ["new", "set", "old"]) {
    symlinkSync(
      elsewhere,
      record.replace(/[^/]*$/, (name) => `.${name}.${suffix}`),
    );
  }
  t.like(await vmStatusOf(t, records, holder.pid), { state: "unknown" });
  t.is((await apply(holder, records, someEvents)).code, 0);
  t.is(readFileSync(elsewhere, "utf8"), kept);
  t.like(await vmStatusOf(t, records, holder.pid), { state: "set", bytes: hexOf(someEvents) });
  spawnSync("ln", ["-sfn", elsewhere, join(records, "lock")]);
  const ended = await apply(holder, records, nothing);
  t.like(jsonOf(ended), { error: { code: "RECORD_FAILED", errno: "ELOOP" } });
});

for (const pages of [0, 1]) {
  testWithVmInNamespace(`a disk with room for ${pages} records: nothing is set`, async (t) => {
    const [holder, records] = [await holdVms(t), scratch(t)];
    // One inode is the directory's, one the lock's; each file takes a page.
    const options = `size=4k,nr_inodes=${3 + pages}`;
    const script =
      `mount -t tmpfs -o mode=700,${options} none "$1" || exit 99\n` +
      '"$0" apply --pid "$2" --records "$1" --input hex; code=$?\n' +
      'ls -A "$1" >&2; exit $code';
    const args = ["--mount", "--propagation", "private", "sh", "-c", script];
    const { status, stdout, stderr } = spawnSync(
      "unshare",
      [...args, await built("faulty"), records, String(holder.pid)],
      {
        encoding: "utf8",
        input: "00".repeat(32),
        env: { ...process.env, KVM_PMU_FILTER_FAULT: "kill:SEIZED" },
      },
    );
    t.is(status, 5, stderr);
    t.like(JSON.parse(stdout), { error: { code: "RECORD_FAILED", errno: "ENOSPC" } });
    t.true(stderr.endsWith("\nlock\n"), stderr);
  });
}

testWithVm(
  "records whose process has ended are told, and removed by the next change",
  async (t) => {
    const [gone, closed, other] = [await holdVms(t), await holdVms(t), await holdVms(t)];
    const records = join(scratch(t), "records");
    await apply(gone, records, nothing);
    await apply(closed, records, nothing);
    await gone.kill();
    await closed.ask("c");
    const found = async () =>
      ((await statusOf(t, records)).stale ?? [])
        .map(({ pid, process }) => `${pid} ${process}`)
        .sort();
    t.deepEqual(await found(), [`${gone.pid} gone`, `${closed.pid} same`].sort());
    t.is(Object.keys(recordFiles(records)).length, 2);
    // As if its ID had come to be another process's.
    const name = recordName({ pid: other.pid, startTime: other.startTime - 1 }, 3);
    writeFileSync(join(records, name), "");
    writeFileSync(join(records, `.${recordName({ pid: gone.pid, startTime: 1 }, 3)}.set`), "");
    t.true((await found()).includes(`${other.pid} another`));
    t.is((await apply(other, records, someEvents)).code, 0);
    t.deepEqual(await found(), [`${closed.pid} same`]);
    const pids = Object.keys(recordFiles(records)).map((file) => Number(file.split("-")[0]));
    t.deepEqual(pids.sort(), [closed.pid, other.pid].sort());
  },
);

testWithVmInNamespace("records of another PID namespace are left alone", async (t) => {
  const [outer, other, records] = [await holdVms(t), await holdVms(t), join(scratch(t), "records")];
  // The shell is the namespace's first process, the holder its second.
  const namespace = ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc"];
  const through = [...namespace, "sh", "-c", '"$@"; exit', "sh"];
  const inner = await holdVms(t, { through });
  const children = `/proc/${inner.pid}/task/${inner.pid}/children`;
  const enter = ["--target", readFileSync(children, "utf8").trim(), "--pid", "--mount"];
  const applyInside = async (input: Uint8Array) => {
    const args = ["apply", "--pid", "2", "--records", records];
    const way = { file: "nsenter", env: process.env, input };
    return runHelper([...enter, await built("checked"), ...args], way);
  };
  t.like(await apply(outer, records, nothing), { code: 0 });
  const [ours = ""] = Object.keys(recordFiles(records));
  t.like(await applyInside(someEvents), { code: 0, stderr: "" });
  t.like(await vmStatusOf(t, records, outer.pid), { state: "set", bytes: hexOf(nothing) });
  const theirs = Object.keys(recordFiles(records)).filter((name) => name !== ours);
  t.is(theirs.length, 1);
  t.regex(theirs[0] ?? "", /^2-/);
  writeFileSync(join(records, `.${theirs[0]}.set`), "");
  t.like(await apply(other, records, nothing), { code: 0 });
  t.is(Object.keys(recordFiles(records)).length, 4);
  t.deepEqual((await statusOf(t, records)).stale, []);
  t.like(await applyInside(nothing), { code: 0, stderr: "" });
  t.is(Object.keys(recordFiles(records)).length, 3);
});

testWithVmInNamespace(
  "a process that /proc hides is not taken for one that has ended",
  async (t) => {
    const [other, records] = [await holdVms(t), join(scratch(t), "records")];
    await apply(other, records, nothing);
    const hidden = spawn("sleep", ["infinity"], { uid: 65534, gid: 65534, stdio: "ignore" });
    t.teardown(() => hidden.kill("SIGKILL"));
    const pid = hidden.pid ?? 0;
    writeFileSync(join(records, recordName({ pid, startTime: startTimeOf(pid) }, 3)), "");
    const found = ({ stale }: Status) => stale?.map((record) => [record.pid, record.process]);
    t.deepEqual(found(await statusOf(t, records)), [[pid, "same"]]);
    const script =
      "mount -t proc -o hidepid=invisible proc /proc || exit 99\n" +
      'exec setpriv --regid 65534 --clear-groups --bounding-set -sys_ptrace "$0" "$@"';
    const args = [
      "--mount",
      "--propagation",
      "private",
      "sh",
      "-c",
      script,
      await built("checked"),
    ];
    const way = { file: "unshare", env: process.env };
    const ended = await runHelper([...args, "status", "--records", records], way);
    t.is(ended.code, 0, ended.stderr);
    const stale = found(jsonOf<Status>(ended)) ?? [];
    t.deepEqual(
      stale.filter(([id]) => id === pid),
      [[pid, "unknown"]],
    );
  },
);
