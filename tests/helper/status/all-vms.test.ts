import { join } from "node:path";
import { scratch } from "../../executor/scratch.ts";
import { testWithVm } from "../helper-test.ts";
import { apply, nothing } from "../records/record-files.ts";
import { holdVms } from "../vm-holder.ts";
import { statusOf } from "../vm-status.ts";

testWithVm("status lists the VMs of all processes, and no process without one", async (t) => {
  const [one, two, none] = [
    await holdVms(t, { args: ["-name", "all-1"] }),
    await holdVms(t, { vms: 2 }),
    await holdVms(t, { vms: 0 }),
  ];
  const records = join(scratch(t), "records");
  await apply(one, records, nothing);
  const { command, ok, vms, stale, unreadable } = await statusOf(t, records);
  t.deepEqual([command, ok, stale, typeof unreadable], ["status", true, [], "number"]);
  const found = (pid: number) => vms.filter((vm) => vm.pid === pid);
  t.is(found(one.pid).length, 1);
  t.like(found(one.pid)[0], { name: "all-1", startTime: one.startTime, state: "set" });
  t.deepEqual(
    found(two.pid).map(({ state, name }) => [state, name]),
    [
      ["none", null],
      ["none", null],
    ],
  );
  t.deepEqual(found(none.pid), []);
});

testWithVm("status changes nothing: not even the directory of records is made", async (t) => {
  const records = join(scratch(t), "records");
  const { records: told } = await statusOf(t, records);
  t.deepEqual(told, { directory: records, errno: "ENOENT" });
  t.is((await statusOf(t, records)).records.errno, "ENOENT");
});

testWithVm("members of the JSON of status", async (t) => {
  const holder = await holdVms(t);
  const status = await statusOf(t, scratch(t), "--pid", String(holder.pid));
  t.deepEqual(Object.keys(status), [
    "command",
    "version",
    "ok",
    "records",
    "vms",
    "stale",
    "unreadable",
  ]);
  t.deepEqual(Object.keys(status.vms[0] ?? {}), [
    "pid",
    "startTime",
    "uuid",
    "name",
    "vmFd",
    "qemuArguments",
    "evidence",
    "state",
    "owner",
    "form",
    "time",
    "filter",
    "bytes",
    "fingerprint",
    "attempted",
    "before",
    "carried",
  ]);
});
