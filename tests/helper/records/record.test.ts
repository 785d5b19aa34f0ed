import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { scratch } from "../../executor/scratch.ts";
import type { Apply } from "../apply/running-vm.ts";
import { testWithVm } from "../helper-test.ts";
import { jsonOf, runHelper } from "../run-helper.ts";
import { structBytes } from "../struct-bytes.ts";
import { holdVms } from "../vm-holder.ts";
import { statusOf, vmStatusOf } from "../vm-status.ts";
import {
  apply,
  badMaskedEntry,
  everything,
  hexOf,
  nothing,
  recordFiles,
  recordName,
  someEvents,
  tooManyEvents,
} from "./record-files.ts";

const bootId = () => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
const someHex =
  "0000000003000000030000000000000000000000000000000000000000000000" +
  "c400000000000000c0000000000000003c00000000000000";

testWithVm("a record has exactly this text, and only its user may read it", async (t) => {
  const [holder, records] = [await holdVms(t), join(scratch(t), "records")];
  const before = Math.floor(Date.now() / 1000);
  const json = jsonOf<{ record: string; vmFd: number }>(await apply(holder, records, someEvents));
  t.is(json.record, join(records, recordName(holder, json.vmFd)));
  const [text = ""] = Object.values(recordFiles(records));
  const [, time = ""] = /^time (\d+)$/m.exec(text) ?? [];
  t.true(Number(time) >= before && Number(time) <= Date.now() / 1000);
  const golden = `kvm-pmu-filter-record 1
state set
by apply
form x86
boot ${bootId()}
pid ${holder.pid}
start ${holder.startTime}
vm-fd ${json.vmFd}
time ${time}
uptime UP
filter ${someHex}
before unknown
end
`;
  t.is(text.replace(/^uptime \d+$/m, "uptime UP"), golden);
  t.is(statSync(records).mode & 0o777, 0o700);
  t.is(statSync(json.record).mode & 0o777, 0o600);
});

testWithVm("status tells what was set and when, and clear replaces it", async (t) => {
  const [holder, records] = [await holdVms(t), join(scratch(t), "records")];
  const none = { state: "none", evidence: null, filter: null, bytes: null, time: null, form: null };
  t.like(await vmStatusOf(t, records, holder.pid), none);
  const applied = await apply(holder, records, someEvents);
  t.like(applied, { code: 0, stderr: "" });
  const fingerprint = createHash("sha256").update(someEvents).digest("hex");
  t.like(jsonOf(applied), { ok: true, verdict: "accepted", errno: null, fingerprint });
  const set = { state: "set", evidence: "apply", form: "x86", attempted: null, before: null };
  const first = await vmStatusOf(t, records, holder.pid);
  t.like(first, { ...set, bytes: someHex, fingerprint });
  t.deepEqual(first.filter, { action: "allow", nevents: 3, fixedCounterBitmap: 3, flags: 0 });
  t.deepEqual(first.filter, jsonOf<Apply>(applied).filter);
  t.true(Math.abs((first.time ?? 0) - Date.now() / 1000) < 600);
  const args = ["clear", "--pid", String(holder.pid), "--records", records];
  t.like(jsonOf(await runHelper(args)), { command: "clear", verdict: "accepted" });
  const cleared = await vmStatusOf(t, records, holder.pid);
  t.like(cleared, { ...set, bytes: hexOf(everything) });
  t.like(cleared.filter, { action: "deny", nevents: 0 });
  t.regex(Object.values(recordFiles(records))[0] ?? "", new RegExp(`^before ${someHex}$`, "m"));
});

testWithVm("a fingerprint is the SHA-256 of the bytes, whatever their number", async (t) => {
  const [holder, records] = [await holdVms(t), join(scratch(t), "records")];
  for (const count of [0, 1, 2, 3, 4, 5, 11, 12, 300]) {
    const events = Array.from({ length: count }, (_, index) => BigInt(index) * 0x101n);
    const input = structBytes({ events: events.map((event) => event & 0xffffn) });
    const fingerprint = createHash("sha256").update(input).digest("hex");
    t.like(jsonOf(await apply(holder, records, input)), { ok: true, fingerprint });
    t.is((await vmStatusOf(t, records, holder.pid)).bytes, hexOf(input));
  }
});

testWithVm("apply warns of events that are of no use, and sets the filter", async (t) => {
  const [holder, records] = [await holdVms(t), join(scratch(t), "records")];
  const ended = await apply(holder, records, structBytes({ events: [0x1000000000c0n, 0xc0n] }));
  t.is(ended.code, 0);
  t.is(jsonOf<Apply>(ended).dropped.length, 1);
  t.regex(ended.stderr, /^kvm-pmu-filter: warning: 1 of 2 .*`dropped`\.\n$/);
});

for (const [what, input, errno] of [
  ["too many events", tooManyEvents, "E2BIG"],
  ["a bad masked entry", badMaskedEntry, "EINVAL"],
  ["an action that there is not", structBytes({ action: 2 }), "EINVAL"],
] as const) {
  testWithVm(`the kernel refuses ${what}: the record is as before`, async (t) => {
    const [holder, records] = [await holdVms(t), join(scratch(t), "records")];
    for (const args of [[], ["--unchecked"]]) {
      const ended = await apply(holder, records, input, { args });
      t.is(ended.code, 1);
      const error = { code: "FILTER_REFUSED", errno };
      t.like(jsonOf(ended), { ok: false, verdict: "refused", errno, record: null, error });
      // Judged on a scratch VM, it does not get as far as the process.
      t.is(typeof jsonOf<{ thread: unknown }>(ended).thread, args.length > 0 ? "number" : "object");
      const [vm] = (await statusOf(t, records, "--pid", String(holder.pid))).vms;
      t.like(vm, { state: "none" });
    }
    t.deepEqual(recordFiles(records), {});
    await apply(holder, records, someEvents);
    const before = recordFiles(records);
    t.is((await apply(holder, records, input, { args: ["--unchecked"] })).code, 1);
    t.deepEqual(recordFiles(records), before);
  });
}

testWithVm("a VM that belongs to another process is told apart, and not recorded", async (t) => {
  const [holder, records] = [await holdVms(t), join(scratch(t), "records")];
  const child = await holder.ask("f");
  const args = ["apply", "--pid", String(child), "--records", records];
  const ended = await runHelper(args, { input: nothing });
  t.is(ended.code, 6);
  t.like(jsonOf(ended), { error: { code: "VM_INHERITED", errno: "EIO" } });
  t.deepEqual(recordFiles(records), {});
});

/* What is done to a record, by which it is none any more. */
const broken: readonly (readonly [string, (text: string) => string])[] = [
  ["nothing in it", () => ""],
  ["another version", (text) => text.replace("record 1", "record 2")],
  ["no newline at its end", (text) => text.slice(0, -1)],
  ["a line too many", (text) => `${text}\n`],
  ["a line missing", (text) => text.replace(/^time.*\n/m, "")],
  ["lines in another order", (text) => text.replace(/^(state.*\n)(by.*\n)/m, "$2$1")],
  ["another state", (text) => text.replace("state set", "state sure")],
  ["a state with a space", (text) => text.replace("state set", "state set ")],
  ["exec as its writer", (text) => text.replace("by apply", "by exec")],
  ["another form", (text) => text.replace("form x86", "form riscv")],
  ["digits in upper case", (text) => text.replace("c4", "C4")],
  ["half a byte", (text) => text.replace("c4", "c")],
  ["no filter", (text) => text.replace(/^filter .*$/m, "filter unknown")],
  ["an empty filter", (text) => text.replace(/^filter .*$/m, "filter ")],
  ["another process", (text) => text.replace(/^pid .*$/m, "pid 1")],
  ["a zero before a number", (text) => text.replace(/^pid /m, "pid 0")],
  ["another start", (text) => text.replace(/^start .*$/m, "start 1")],
  ["another descriptor", (text) => text.replace(/^vm-fd .*$/m, "vm-fd 0")],
  ["a negative time", (text) => text.replace(/^time /m, "time -")],
  ["an owner without a name", (text) => text.replace(/^filter/m, "owner \nfilter")],
  ["an owner with a space", (text) => text.replace(/^filter/m, "owner a b\nfilter")],
  [
    "an owner of 65 characters",
    (text) => text.replace(/^filter/m, `owner ${"a".repeat(65)}\nfilter`),
  ],
  ["two owners", (text) => text.replace(/^filter/m, "owner a\nowner a\nfilter")],
  ["an owner elsewhere", (text) => text.replace(/^state/m, "owner a\nstate")],
  ["a zero byte", (text) => text.replace("end", "en\0")],
  [
    "a boot ID in upper case",
    (text) => text.replace(/^boot .*$/m, (line) => `boot ${line.slice(5).toUpperCase()}`),
  ],
];

testWithVm("what is not exactly a record is not believed, and replaced", async (t) => {
  const [holder, records] = [await holdVms(t), join(scratch(t), "records")];
  const { record } = jsonOf<{ record: string }>(await apply(holder, records, someEvents));
  const good = readFileSync(record, "utf8");
  t.like(await vmStatusOf(t, records, holder.pid), { state: "set" });
  for (const [what, change] of broken) {
    writeFileSync(record, change(good));
    const vm = await vmStatusOf(t, records, holder.pid);
    t.like(
      vm,
      { evidence: "apply", state: "unknown", filter: null, bytes: null, attempted: null },
      what,
    );
  }
  await apply(holder, records, nothing);
  t.like(await vmStatusOf(t, records, holder.pid), { state: "set", bytes: hexOf(nothing) });
  t.regex(readFileSync(record, "utf8"), /^before unknown$/m);
  await ofOtherBoot(t, holder.pid, records, record);
});

async function ofOtherBoot(t: ExecutionContext, pid: number, records: string, record: string) {
  const other = readFileSync(record, "utf8").replace(/^boot ./m, (line) =>
    line.endsWith("0") ? "boot 1" : "boot 0",
  );
  writeFileSync(record, other);
  t.like(await vmStatusOf(t, records, pid), { state: "none", evidence: null });
  const { stale } = await statusOf(t, records);
  t.deepEqual(
    stale?.map((found) => [found.pid, found.process]),
    [[pid, "gone"]],
  );
}
