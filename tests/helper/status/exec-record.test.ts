import { createHash } from "node:crypto";
import { readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { scratch } from "../../executor/scratch.ts";
import { testWithVm, testWithVmInNamespace } from "../helper-test.ts";
import {
  apply,
  everything,
  hexOf,
  nothing,
  recordFiles,
  someEvents,
} from "../records/record-files.ts";
import { built } from "../run-helper.ts";
import { holdVms, type VmHolder } from "../vm-holder.ts";
import { statusOf, vmStatusOf } from "../vm-status.ts";
import { startCarrier } from "./carrier.ts";

testWithVm("a VM of exec carries its record, each of several its own", async (t) => {
  const holder = await startedByExec(t);
  const records = join(scratch(t), "records");
  const bytes = hexOf(someEvents);
  const fingerprint = createHash("sha256").update(someEvents).digest("hex");
  const set = { state: "set", evidence: "exec", form: "x86", bytes, fingerprint };
  const vm = await vmStatusOf(t, records, holder.pid);
  t.like(vm, { ...set, attempted: null, before: null, startTime: holder.startTime });
  t.true(Math.abs((vm.time ?? 0) - Date.now() / 1000) < 600);
  const second = await holder.ask("v");
  const { vms } = await statusOf(t, records, "--pid", String(holder.pid));
  t.deepEqual(
    vms.map(({ vmFd }) => vmFd),
    [vm.vmFd, second].sort((one, other) => one - other),
  );
  for (const one of vms) t.like(one, set);
});

testWithVm("the record of apply counts, and the VMM's own is told beside it", async (t) => {
  const holder = await startedByExec(t);
  const records = join(scratch(t), "records");
  t.is((await vmStatusOf(t, records, holder.pid)).carried, null);
  t.is((await apply(holder, records, nothing)).code, 0);
  const applied = { evidence: "apply", state: "set", bytes: hexOf(nothing) };
  const vm = await vmStatusOf(t, records, holder.pid);
  const fingerprint = createHash("sha256").update(someEvents).digest("hex");
  const carried = { form: "x86", bytes: hexOf(someEvents), fingerprint };
  t.like(vm, { ...applied, carried });
  t.deepEqual(vm.carried?.filter, {
    action: "allow",
    nevents: 3,
    fixedCounterBitmap: 3,
    flags: 0,
  });
  const [text = ""] = Object.values(recordFiles(records));
  t.true(text.includes(`\nbefore ${hexOf(someEvents)}\n`));
  // Another VM under the same descriptor: what the VMM carries tells of it, and is the later one.
  while ((await holder.ask("d")) < vm.vmFd);
  await holder.ask("c");
  t.is(await holder.ask("v"), vm.vmFd);
  const choice = ["--pid", String(holder.pid), "--vm-fd", String(vm.vmFd)];
  const [other] = (await statusOf(t, records, ...choice)).vms;
  t.like(other, { ...applied, carried });
  t.true((other?.carried?.time ?? 0) >= (other?.time ?? 0));
});

/* As late as a record can be, and long before that of `apply`. */
for (const uptime of [2n ** 63n - 1n, 0n]) {
  testWithVm(`a VMM's own record, of uptime ${uptime}, does not hide that of apply`, async (t) => {
    const holder = await startCarrier(t, "sealed", someEvents, uptime);
    const records = join(scratch(t), "records");
    t.like(await vmStatusOf(t, records, holder.pid), { evidence: "exec", carried: null });
    for (const filter of [nothing, everything]) {
      t.is((await apply(holder, records, filter)).code, 0);
      const vm = await vmStatusOf(t, records, holder.pid);
      t.like(vm, { evidence: "apply", state: "set", bytes: hexOf(filter) });
      t.is(vm.carried?.bytes, hexOf(someEvents));
    }
    t.regex(
      Object.values(recordFiles(records))[0] ?? "",
      new RegExp(`^before ${hexOf(nothing)}$`, "m"),
    );
    const [name = ""] = Object.keys(recordFiles(records));
    writeFileSync(join(records, name), "");
    const vm = await vmStatusOf(t, records, holder.pid);
    t.like(vm, { evidence: "apply", state: "unknown", bytes: null });
    t.is(vm.carried?.bytes, hexOf(someEvents));
  });
}

testWithVm("of a VMM's descriptors not more than 1,024 are taken for records", async (t) => {
  const carrier = await startCarrier(t, "crowded", someEvents, 1n);
  const vm = await vmStatusOf(t, join(scratch(t), "records"), carrier.pid);
  t.like(vm, { evidence: null, state: "none" });
});

for (const kind of ["unsealed", "file", "fifo"] as const) {
  testWithVmInNamespace(
    `what looks like a VMM's record is none, and not opened: ${kind}`,
    async (t) => {
      const carrier = await startCarrier(t, kind, someEvents, 1n);
      const fds = `/proc/${carrier.pid}/fd`;
      const links = readdirSync(fds).map((fd) => readlinkSync(join(fds, fd)));
      t.true(links.includes("/memfd:kvm-pmu-filter (deleted)"), links.join());
      const vm = await vmStatusOf(t, join(scratch(t), "records"), carrier.pid);
      t.like(vm, { evidence: null, state: "none", carried: null });
      t.is(await carrier.end(), "");
    },
  );
}

testWithVm("a child that inherited a VM has inherited no evidence", async (t) => {
  const holder = await startedByExec(t);
  const records = join(scratch(t), "records");
  const child = await holder.ask("f");
  t.like(await vmStatusOf(t, records, child), { evidence: null, state: "none" });
});

/** A process with a VM that got its filter at its start. */
async function startedByExec(t: ExecutionContext): Promise<VmHolder> {
  const filter = join(scratch(t), "filter");
  writeFileSync(filter, someEvents);
  return holdVms(t, { through: [await built("all"), "exec", "--filter", filter, "--"] });
}
