import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { scratch } from "../../executor/scratch.ts";
import type { Apply } from "../apply/running-vm.ts";
import { testWithVm } from "../helper-test.ts";
import { type Ended, jsonOf, runHelper } from "../run-helper.ts";
import { startCarrier } from "../status/carrier.ts";
import { holdVms, type VmHolder } from "../vm-holder.ts";
import { vmStatusOf } from "../vm-status.ts";
import {
  apply,
  badMaskedEntry,
  everything,
  hexOf,
  nothing,
  recordFiles,
  recordName,
  someEvents,
} from "./record-files.ts";

const one = "0c9e4a1b-7d52-4f6e-9a83-2b1c5d7e9f04";
const other = "Another_owner.2";
const none = { state: "none", evidence: null, owner: null, fingerprint: null };

testWithVm("apply --owner records whose the filter is, and takes over another's", async (t) => {
  const { holder, records, ofOwner } = await start(t);
  const first = await ofOwner(one, someEvents);
  t.like(first, { ok: true, changed: true, owner: one });
  t.deepEqual(first.previous, none);
  const [text = ""] = Object.values(recordFiles(records));
  t.regex(text, new RegExp(`\nuptime \\d+\nowner ${one}\nfilter 00`));
  t.like(await vmStatusOf(t, records, holder.pid), { state: "set", owner: one });
  const previous = { state: "set", evidence: "apply", fingerprint: sha256(someEvents) };
  const second = await ofOwner(other, nothing);
  t.like(second, { changed: true, owner: other });
  t.deepEqual(second.previous, { ...previous, owner: one });
  const third = jsonOf<Apply>(await apply(holder, records, someEvents));
  t.like(third, { changed: true, owner: null, previous: { owner: other } });
  t.like(await vmStatusOf(t, records, holder.pid), { state: "set", owner: null });
});

testWithVm("a filter that is refused leaves the owner as it was", async (t) => {
  const { holder, records, ofOwner } = await start(t);
  await ofOwner(one, someEvents);
  const before = recordFiles(records);
  const judged = await ofOwner(other, badMaskedEntry);
  t.like(judged, { ok: false, changed: false, owner: null, previous: null });
  const tried = await ofOwner(other, badMaskedEntry, "--unchecked");
  t.like(tried, { ok: false, changed: false, owner: one, previous: { owner: one } });
  t.deepEqual(recordFiles(records), before);
  t.is((await vmStatusOf(t, records, holder.pid)).owner, one);
});

testWithVm("clear --owner clears that owner's filter alone", async (t) => {
  const { holder, records, ofOwner, clear } = await start(t);
  const nothingDone = { changed: false, thread: null, stoppedMicroseconds: null, verdict: null };
  t.like(jsonOf(await clear(one)), { ok: true, ...nothingDone, record: null, previous: none });
  t.deepEqual(recordFiles(records), {});
  await ofOwner(one, someEvents);
  const before = recordFiles(records);
  const refused = await clear(other);
  t.is(refused.code, 6);
  t.regex(refused.stderr, /^kvm-pmu-filter: .* \[OWNER_OTHER\]\n$/);
  const previous = {
    state: "set",
    evidence: "apply",
    owner: one,
    fingerprint: sha256(someEvents),
  };
  const record = join(records, Object.keys(before)[0] ?? "");
  const error = { code: "OWNER_OTHER", errno: null };
  t.like(jsonOf(refused), { ok: false, error, ...nothingDone, owner: one, previous, record });
  t.deepEqual(recordFiles(records), before);
  const cleared = await clear(one);
  t.like(cleared, { code: 0, stderr: "" });
  t.like(jsonOf(cleared), { ok: true, changed: true, owner: null, previous, verdict: "accepted" });
  const vm = await vmStatusOf(t, records, holder.pid);
  t.like(vm, { state: "set", owner: null, bytes: hexOf(everything) });
  // Once more there is nothing to do, for whomever.
  for (const owner of [one, other]) {
    const again = await clear(owner);
    t.is(again.code, 0);
    t.like(jsonOf(again), { ok: true, ...nothingDone, owner: null, record });
  }
});

testWithVm("what is not known to be an owner's is not cleared for it", async (t) => {
  const { holder, records, clear } = await start(t);
  const { record } = jsonOf<Apply>(await apply(holder, records, someEvents));
  const good = readFileSync(record ?? "", "utf8");
  const setting = good.replace("state set", "state setting");
  const cases: readonly (readonly [string, string, number, object])[] = [
    ["nobody's", good, 6, { state: "set", owner: null }],
    ["no record", "?", 6, { state: "unknown", evidence: "apply", owner: null }],
    ["another is setting it", owned(setting, other), 6, { state: "unknown", owner: other }],
    ["deny nothing, of another", owned(denyNothing(good), other), 6, { owner: other }],
    ["it was being set for it", owned(setting, one), 0, { state: "unknown", owner: one }],
  ];
  for (const [what, text, code, previous] of cases) {
    writeFileSync(record ?? "", text);
    const ended = await clear(one);
    t.is(ended.code, code, what);
    t.like(jsonOf(ended), { changed: code === 0, previous }, what);
    if (code !== 0) t.is(readFileSync(record ?? "", "utf8"), text, what);
  }
  t.like(await vmStatusOf(t, records, holder.pid), { state: "set", owner: null });
});

testWithVm("a VMM's own record makes its filter nobody's", async (t) => {
  const records = join(scratch(t), "records");
  const carrier = await startCarrier(t, "sealed", someEvents, 1n, one);
  const vm = await vmStatusOf(t, records, carrier.pid);
  t.like(vm, { evidence: "exec", state: "set", owner: null });
  const args = ["clear", "--pid", String(carrier.pid), "--records", records, "--owner", one];
  const ended = await runHelper(args);
  t.is(ended.code, 6);
  const previous = { evidence: "exec", state: "set", owner: null };
  t.like(jsonOf(ended), { error: { code: "OWNER_OTHER" }, record: null, previous });
});

testWithVm("apply --unless-set leaves a VM alone that has the filter", async (t) => {
  const { holder, records, ofOwner } = await start(t);
  const unless = (owner: string, bytes: Uint8Array, ...more: readonly string[]) =>
    ofOwner(owner, bytes, "--unless-set", ...more);
  t.like(await unless(one, someEvents), { changed: true, owner: one });
  const [before = ""] = Object.values(recordFiles(records));
  const same = { ok: true, changed: false, thread: null, stoppedMicroseconds: null };
  const again = await unless(one, someEvents);
  t.like(again, { ...same, owner: one, verdict: "accepted", previous: { owner: one } });
  t.like(await unless(one, someEvents, "--unchecked"), { ...same, verdict: null });
  t.deepEqual(Object.values(recordFiles(records)), [before]);
  // Only the owner is put right.
  const taken = await unless(other, someEvents);
  t.like(taken, { ...same, owner: other, previous: { owner: one } });
  const { record } = taken;
  t.is(record, join(records, recordName(holder, taken.vmFd)));
  t.is(readFileSync(record ?? "", "utf8"), before.replace(one, other));
  t.is(statSync(record ?? "").mode & 0o777, 0o600);
  const nobodys = await apply(holder, records, someEvents, { args: ["--unless-set"] });
  t.like(jsonOf(nobodys), { ...same, owner: null });
  t.deepEqual(Object.keys(recordFiles(records)).length, 1);
  t.like(await unless(one, nothing), { changed: true });
  // A helper was ended while it set the same filter.
  const text = readFileSync(record ?? "", "utf8");
  writeFileSync(record ?? "", text.replace("state set", "state setting"));
  t.like(await unless(one, nothing), { changed: true, previous: { state: "unknown" } });
});

testWithVm("apply --unless-set sets it where the VM carries a newer record", async (t) => {
  const records = join(scratch(t), "records");
  const holder = await startCarrier(t, "sealed", nothing, 1n);
  const args = ["--unless-set"];
  t.like(jsonOf(await apply(holder, records, someEvents, { args })), { changed: true });
  t.like(jsonOf(await apply(holder, records, someEvents, { args })), { changed: false });
  const [name = "", text = ""] = Object.entries(recordFiles(records))[0] ?? [];
  writeFileSync(join(records, name), text.replace(/^uptime .*$/m, "uptime 0"));
  t.like(jsonOf(await apply(holder, records, someEvents, { args })), { changed: true });
});

/** A VM, and a directory for its record. */
async function start(t: ExecutionContext) {
  const [holder, records] = [await holdVms(t), join(scratch(t), "records")];
  const ofOwner = async (owner: string, bytes: Uint8Array, ...more: readonly string[]) =>
    jsonOf<Apply>(await apply(holder, records, bytes, { args: ["--owner", owner, ...more] }));
  const clear = (owner: string) => clearFor(owner, holder, records);
  return { holder, records, ofOwner, clear };
}

function clearFor(owner: string, holder: VmHolder, records: string): Promise<Ended> {
  const args = ["clear", "--pid", String(holder.pid), "--records", records, "--owner", owner];
  return runHelper(args);
}

const owned = (text: string, owner: string): string =>
  text.replace(/^filter /m, `owner ${owner}\nfilter `);

const denyNothing = (text: string): string =>
  text.replace(/^filter .*$/m, `filter ${hexOf(everything)}`);

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
