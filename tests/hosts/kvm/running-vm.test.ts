import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DeclaredVm } from "../../../provider/declared/vm.ts";
import { isPendingRestart } from "../../../provider/target/vm/pending-restart.ts";
import { probeKernel } from "../../../provider/target/vm/probe-kernel.ts";
import { statusOperations } from "../../../provider/target/vm/status-operations.ts";
import { failed } from "../../executor/refusal.ts";
import { scratch } from "../../executor/scratch.ts";
import { testWithVmInNamespace } from "../../helper/helper-test.ts";
import { built } from "../../helper/run-helper.ts";
import { holdVms, type VmHolder } from "../../helper/vm-holder.ts";
import { branches, cleared } from "../../target/vm/answers.ts";
import { byHand, seen, vmHost, wantedOf } from "./vm-host.ts";

const own = randomUUID();
const other = randomUUID();
const { struct, fingerprint } = branches;
/** Another filter: it allows branch misses. */
const misses = struct.replace("c4", "c5");
/** A masked entry with bits that no kernel takes. */
const stray = "0000000001000000000000000100000000000000000000000000000000000000c400ff0000000000";

function named(): { readonly vm: DeclaredVm; readonly args: readonly string[] } {
  const name = `web-${randomUUID().slice(0, 8)}`;
  return { vm: { name }, args: ["-name", `guest=${name}`] };
}

testWithVmInNamespace("a running VM gets the filter, and its owner is recorded", async (t) => {
  const host = await vmHost(t);
  const { vm, args } = named();
  const { pid } = await holdVms(t, { args });
  const { before, after, warnings } = await host.put(vm, struct, own);
  t.is(before.found, "nothing");
  t.like(after, { found: "written", recordOf: own, fingerprint });
  t.is(warnings, undefined);
  t.is(fingerprint, wantedOf(vm, struct).fingerprint);
  const set = { state: "set", evidence: "apply", owner: own, bytes: struct } as const;
  t.deepEqual(await seen(host, pid), set);
  t.deepEqual(await host.look(vm), after);
});

const choices: readonly [string, (t: VmHolder, uuid: string, file: string) => DeclaredVm][] = [
  ["its process ID", ({ pid }) => ({ pid })],
  ["its pidfile", (_, __, pidFile) => ({ pidFile })],
  ["its UUID", (_, uuid) => ({ uuid })],
];

for (const [what, choose] of choices) {
  testWithVmInNamespace(`a VM is chosen by ${what}, changed and cleared`, async (t) => {
    const host = await vmHost(t);
    const uuid = randomUUID();
    const holder = await holdVms(t, { args: ["-uuid", uuid] });
    const file = join(scratch(t), "vm.pid");
    writeFileSync(file, `${holder.pid}\n`);
    const vm = choose(holder, uuid, file);
    await host.put(vm, struct, own);
    t.like((await host.put(vm, misses, own)).before, { found: "written", fingerprint });
    t.like(await seen(host, holder.pid), { owner: own, bytes: misses });
    t.like(await host.remove(vm, own), { before: { found: "written" }, removed: true });
    t.like(await seen(host, holder.pid), { owner: null, bytes: cleared.struct });
    t.is((await host.look(vm)).found, "nothing");
    t.true((await host.remove(vm, own)).removed);
  });
}

testWithVmInNamespace("a VM that was started again has nothing, and gets it again", async (t) => {
  const host = await vmHost(t);
  const { vm, args } = named();
  const first = await holdVms(t, { args });
  await host.put(vm, struct, own);
  await first.kill();
  t.is((await host.look(vm)).found, "nothing");
  const second = await holdVms(t, { args });
  t.is((await host.look(vm)).found, "nothing");
  await host.put(vm, struct, own);
  t.like(await seen(host, second.pid), { owner: own, bytes: struct });
});

testWithVmInNamespace("a VM that is gone is missing, and done with when deleted", async (t) => {
  const host = await vmHost(t);
  const { vm, args } = named();
  const holder = await holdVms(t, { args });
  await host.put(vm, struct, own);
  await holder.kill();
  t.is((await host.look(vm)).found, "nothing");
  await failed(t, "VM_NOT_RUNNING", host.put(vm, struct, own));
  t.like(await host.remove(vm, own), { before: { found: "nothing" }, removed: true });
});

testWithVmInNamespace("what somebody else applied is seen, replaced and told", async (t) => {
  const host = await vmHost(t);
  const { vm, args } = named();
  const { pid } = await holdVms(t, { args });
  await host.put(vm, struct, own);
  await byHand(t, host, ["apply", "--pid", String(pid)], misses);
  t.like(await host.look(vm), { found: "foreign", ...fingerprintOf(misses) });
  t.like(await host.remove(vm, own), { removed: false });
  t.like(await seen(host, pid), { owner: null, bytes: misses });
  t.is((await host.put(vm, struct, own)).warnings?.length, 1);
  t.like(await seen(host, pid), { owner: own, bytes: struct });
  await byHand(t, host, ["clear", "--pid", String(pid)]);
  t.is((await host.look(vm)).found, "nothing");
});

function fingerprintOf(kvmStruct: string) {
  return { fingerprint: wantedOf({ pid: 2 }, kvmStruct).fingerprint };
}

testWithVmInNamespace("a resource takes over another one's VM, which then leaves it", async (t) => {
  const host = await vmHost(t);
  const { vm, args } = named();
  const { pid } = await holdVms(t, { args });
  await host.put(vm, struct, other);
  t.like(await host.look(vm), { found: "written", recordOf: other });
  const { before, warnings } = await host.put(vm, misses, own);
  t.like(before, { found: "written", recordOf: other, fingerprint });
  t.regex(warnings?.[0] ?? "", new RegExp(other));
  t.like(await host.remove(vm, other), { before: { recordOf: own }, removed: false });
  t.like(await seen(host, pid), { owner: own, bytes: misses });
});

testWithVmInNamespace("an adopted filter is cleared, whosever it was", async (t) => {
  const host = await vmHost(t);
  const { vm, args } = named();
  const { pid } = await holdVms(t, { args });
  await byHand(t, host, ["apply", "--pid", String(pid)], struct);
  const adopted = await host.look(vm);
  t.false((await host.remove(vm, own)).removed);
  t.true((await host.remove(vm, own, adopted)).removed);
  t.like(await seen(host, pid), { owner: null, bytes: cleared.struct });
});

testWithVmInNamespace("what a VM has is told to who imports it", async (t) => {
  const host = await vmHost(t);
  const { vm, args } = named();
  t.is(await host.adopt(vm), undefined);
  const { pid } = await holdVms(t, { args });
  await failed(t, "IMPORT_UNREADABLE", host.adopt(vm));
  await host.put(vm, misses, own);
  t.like(await host.adopt(vm), {
    observation: { found: "written", recordOf: own, ...fingerprintOf(misses) },
    filter: { action: "allow", entries: [{ select: 0xc5, match: 0 }] },
  });
  t.like(await seen(host, pid), { owner: own, bytes: misses });
  await byHand(t, host, ["clear", "--pid", String(pid)]);
  await failed(t, "IMPORT_UNREADABLE", host.adopt(vm));
});

testWithVmInNamespace("the filter of a VM's start is nobody's resource's", async (t) => {
  const host = await vmHost(t);
  const { vm, args } = named();
  const file = join(scratch(t), "filter");
  writeFileSync(file, struct);
  const through = [await built("static"), "exec", "--filter", file, "--"];
  const { pid } = await holdVms(t, { args, through });
  t.like(await host.look(vm), { found: "foreign", fingerprint });
  t.is((await host.put(vm, misses, own)).warnings?.length, 1);
  t.like(await seen(host, pid), { owner: own, bytes: misses });
});

const refusals = [
  ["with stray bits", stray, /EINVAL/],
  [
    "of 301 events",
    `00000000${"2d010000"}${"0".repeat(48)}${"c400000000000000".repeat(301)}`,
    /E2BIG/,
  ],
] as const;

for (const [what, kvmStruct, told] of refusals) {
  testWithVmInNamespace(
    `a filter ${what}, which the kernel refuses, changes nothing`,
    async (t) => {
      const host = await vmHost(t);
      const { vm, args } = named();
      const { pid } = await holdVms(t, { args });
      await host.put(vm, struct, own);
      const { message } = await failed(t, "FILTER_REFUSED", host.put(vm, kvmStruct, own));
      t.regex(message, told);
      t.like(await seen(host, pid), { owner: own, bytes: struct });
    },
  );
}

const damages: readonly [string, (record: string) => string, object][] = [
  [
    "says that it is being set",
    (record) => record.replace("state set", "state setting"),
    { found: "edited", recordOf: own },
  ],
  ["is none any more", () => "?", { found: "foreign" }],
];

for (const [what, damage, shown] of damages) {
  testWithVmInNamespace(`a filter whose record ${what} is set again`, async (t) => {
    const host = await vmHost(t);
    const { vm, args } = named();
    const { pid } = await holdVms(t, { args });
    await host.put(vm, struct, own);
    const [name = ""] = readdirSync(host.records).filter((file) => file.endsWith(".record"));
    const record = join(host.records, name);
    writeFileSync(record, damage(readFileSync(record, "utf8")));
    t.like(await host.look(vm), shown);
    t.like((await host.put(vm, struct, own)).after, { found: "written", recordOf: own });
    t.like(await seen(host, pid), { state: "set", owner: own, bytes: struct });
  });
}

testWithVmInNamespace("several VMs are not one", async (t) => {
  const host = await vmHost(t);
  const { vm, args } = named();
  const { pid, ...holder } = await holdVms(t, { args, vms: 2 });
  await failed(t, "VM_AMBIGUOUS", host.look(vm));
  await failed(t, "VM_AMBIGUOUS", host.put(vm, struct, own));
  await holder.kill();
  await holdVms(t, { args });
  await holdVms(t, { args });
  await failed(t, "VM_AMBIGUOUS", host.look(vm));
  await failed(t, "VM_AMBIGUOUS", host.remove(vm, own));
});

testWithVmInNamespace("without rights, it cannot be told what a VM has", async (t) => {
  const root = await vmHost(t);
  const nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
  const host = await vmHost(t, [...nobody, "env", "-C", "/", "HOME="]);
  const { vm, args } = named();
  const { pid } = await holdVms(t, { args });
  await root.put(vm, struct, own);
  await failed(t, "VM_DENIED", host.look(vm));
  await failed(t, "VM_DENIED", host.put(vm, misses, own));
  await failed(t, "VM_DENIED", host.remove(vm, own));
  t.like(await seen(root, pid), { owner: own, bytes: struct });
});

testWithVmInNamespace("a VM is pending while it runs with other arguments", async (t) => {
  const host = await vmHost(t);
  const { vm, args } = named();
  const object = (select: number) =>
    `{"qom-type":"kvm-pmu-filter","id":"f0","action":"allow","events":[{"format":"x86-select-umask","select":${select},"umask":0}]}`;
  const arguments_ = (select: number) => [
    ...["-object", object(select), "-accel", "kvm,pmu-filter=f0"],
  ];
  const pending = (select: number) =>
    host.perform(
      (function* () {
        const answers = yield statusOperations(vm);
        return yield* isPendingRestart({ vm, host: "localhost" }, answers, arguments_(select));
      })(),
    );
  t.false(await pending(0xc4));
  await holdVms(t, { args: [...args, ...arguments_(0xc4)] });
  t.false(await pending(0xc4));
  t.true(await pending(0xc5));
});

testWithVmInNamespace("the kernel is asked before anything is changed", async (t) => {
  const host = await vmHost(t);
  const probe = () => host.perform(probeKernel({ kvmStruct: struct }, "localhost"));
  await t.throwsAsync(probe, { code: "HELPER_MISSING" }, "a probe puts nothing on a host");
  await host.look({ name: "none" });
  const accepted = await host.perform(probeKernel({ kvmStruct: struct }, "localhost"));
  t.is(accepted.verdict, "accepted");
  const refused = await host.perform(probeKernel({ kvmStruct: stray }, "localhost"));
  t.is(refused.verdict, "refused");
});
