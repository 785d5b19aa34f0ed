import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { ExecutionContext } from "ava";
import { scratch } from "../../executor/scratch.ts";
import { faultPoints } from "../apply/victims.ts";
import { testWithVm } from "../helper-test.ts";
import { built } from "../run-helper.ts";
import { holdVms, type VmHolder } from "../vm-holder.ts";
import { vmStatusOf } from "../vm-status.ts";
import { apply, hexOf, nothing, recordFiles, someEvents } from "./record-files.ts";

testWithVm("a helper that is killed leaves no record that claims too much", async (t) => {
  const file = await built("faulty");
  const points = await faultPoints();
  t.true(points.includes("RECORD_WRITTEN") && points.includes("CALLED"));
  const [old, filter] = [hexOf(nothing), hexOf(someEvents)];
  for (const point of points) {
    const [holder, records] = [await holdVms(t), join(scratch(t), "records")];
    await apply(holder, records, nothing, { file });
    const kill = { KVM_PMU_FILTER_FAULT: `kill:${point}` };
    t.is((await apply(holder, records, someEvents, { file, env: kill })).code, "SIGKILL", point);
    const { state, ...vm } = await vmStatusOf(t, records, holder.pid);
    if (point === "RECORD_WRITTEN") t.like({ state, ...vm }, { state: "set", bytes: old }, point);
    else if (point === "RECORD_SET")
      t.like({ state, ...vm }, { state: "set", bytes: filter }, point);
    else t.like({ state, ...vm }, { state: "unknown", attempted: filter, before: old }, point);
    // The next one does its work, and nothing is left over.
    t.is((await apply(holder, records, someEvents, { file })).code, 0, point);
    t.like(await vmStatusOf(t, records, holder.pid), { state: "set", bytes: filter }, point);
    t.is(Object.keys(recordFiles(records)).length, 1, point);
    await holder.kill();
  }
});

testWithVm("helpers at one process wait for each other, those at two do not", async (t) => {
  const file = await built("faulty");
  const [holder, other] = [await holdVms(t), await holdVms(t)];
  const records = join(scratch(t), "records");
  const first = await heldAt(t, "RECORD_SETTING", holder, records);
  const second = apply(holder, records, someEvents, { file });
  t.is((await apply(other, records, someEvents, { file })).code, 0);
  t.like(await vmStatusOf(t, records, holder.pid), { state: "unknown", attempted: hexOf(nothing) });
  first.kill("SIGCONT");
  t.deepEqual(await once(first, "close"), [0, null]);
  t.is((await second).code, 0);
  t.like(await vmStatusOf(t, records, holder.pid), { state: "set", bytes: hexOf(someEvents) });
  const record = Object.values(recordFiles(records)).find((found) =>
    found.includes(`\npid ${holder.pid}\n`),
  );
  t.true(record?.includes(`\nbefore ${hexOf(nothing)}\n`));
});

testWithVm("a filter that is set and cannot be recorded is an error that says so", async (t) => {
  const [holder, records] = [await holdVms(t), join(scratch(t), "records")];
  const helper = await heldAt(t, "DETACHED", holder, records);
  const prepared = Object.keys(recordFiles(records)).filter((name) => name.endsWith(".set"));
  t.is(prepared.length, 1);
  rmSync(join(records, prepared[0] ?? ""));
  const stdout = text(helper.stdout);
  helper.kill("SIGCONT");
  t.deepEqual(await once(helper, "close"), [5, null]);
  const { error } = JSON.parse(await stdout);
  t.like(error, { code: "RECORD_FAILED", errno: "ENOENT" });
  t.regex(error.message, /^The filter is set /);
  t.like(await vmStatusOf(t, records, holder.pid), { state: "unknown", attempted: hexOf(nothing) });
});

testWithVm("a VM that ends meanwhile leaves no record", async (t) => {
  const [holder, records] = [await holdVms(t), join(scratch(t), "records")];
  const helper = await heldAt(t, "RECORD_SETTING", holder, records);
  await holder.kill();
  const stdout = text(helper.stdout);
  helper.kill("SIGCONT");
  t.deepEqual(await once(helper, "close"), [6, null]);
  t.like(JSON.parse(await stdout), { error: { code: "PROCESS_MISSING" } });
  t.deepEqual(recordFiles(records), {});
});

testWithVm("many helpers at once: all do their work, one record is left", async (t) => {
  const [holder, records] = [await holdVms(t), join(scratch(t), "records")];
  const filters = [nothing, someEvents, nothing, someEvents, nothing, someEvents];
  const ends = await Promise.all(filters.map((filter) => apply(holder, records, filter)));
  for (const ended of ends) t.is(ended.code, 0, ended.stderr);
  t.is(Object.keys(recordFiles(records)).length, 1);
  t.is((await vmStatusOf(t, records, holder.pid)).state, "set");
});

/** A helper that sets a filter and has stopped at one of its points. */
async function heldAt(t: ExecutionContext, point: string, holder: VmHolder, records: string) {
  const args = ["apply", "--pid", String(holder.pid), "--records", records];
  const env = { KVM_PMU_FILTER_FAULT: `hold:${point}` };
  const helper = spawn(await built("faulty"), args, { env, stdio: ["pipe", "pipe", "ignore"] });
  t.teardown(() => helper.kill("SIGKILL"));
  helper.stdin.end(nothing);
  while (!/^State:\s*T/m.test(readFileSync(`/proc/${helper.pid}/status`, "utf8"))) await sleep(5);
  return helper;
}
