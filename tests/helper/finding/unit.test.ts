import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { scratch } from "../../executor/scratch.ts";
import { testWithVm } from "../helper-test.ts";
import { jsonOf, runHelper } from "../run-helper.ts";
import { holdVms } from "../vm-holder.ts";
import { statusOf } from "../vm-status.ts";
import { type Hierarchy, hierarchyRoot, makeGroup, moveInto } from "./control-group.ts";

for (const hierarchy of ["cgroup2", "name=systemd"] as const) {
  // A unit counts in either, and the tests run at the same time.
  const own = `${hierarchy === "cgroup2" ? "v2" : "v1"}-${process.pid}`;

  testWithGroups("a VM is found by its systemd unit", hierarchy, async (t, root) => {
    const unit = `kvm-pmu-filter-${own}-web.service`;
    const slice = `kvm-pmu-filter-${own}.slice`;
    const group = makeGroup(t, root, `${slice}/${unit}/payload`);
    const records = join(scratch(t), "records");
    const [holder, without] = [await holdVms(t), await holdVms(t, { vms: 0 })];
    const choice = ["--unit", unit, "--records", records];
    const missing = { error: { code: "PROCESS_MISSING", errno: null } };
    moveInto(group, without.pid);
    t.like(jsonOf(await runHelper(["clear", ...choice])), missing);
    moveInto(group, holder.pid);
    t.like(jsonOf(await runHelper(["clear", ...choice])), { ok: true, pid: holder.pid });
    const input = new Uint8Array(32);
    const applied = jsonOf(await runHelper(["apply", ...choice], { input }));
    t.like(applied, { ok: true, pid: holder.pid });
    for (const name of [unit, slice]) {
      const { vms } = await statusOf(t, records, "--unit", name);
      t.like(vms, [{ pid: holder.pid, state: "set" }]);
    }
    for (const name of [`x${unit}`, unit.slice(1), unit.replace("service", "scope")]) {
      const ended = await runHelper(["status", "--unit", name, "--records", records]);
      t.like(jsonOf(ended), missing, name);
    }
    const second = await holdVms(t);
    moveInto(group, second.pid);
    const ambiguous = await runHelper(["clear", ...choice]);
    t.is(ambiguous.code, 6);
    t.like(jsonOf(ambiguous), { error: { code: "PROCESS_AMBIGUOUS" } });
    for (const each of [holder, without, second]) await each.kill();
  });

  testWithGroups("a unit is found whose directory systemd escapes", hierarchy, async (t, root) => {
    const unit = `memory.${own}.service`;
    const group = makeGroup(t, root, `_${unit}`);
    const holder = await holdVms(t);
    moveInto(group, holder.pid);
    const { vms } = await statusOf(t, scratch(t), "--unit", unit);
    t.like(vms, [{ pid: holder.pid }]);
    const ended = await runHelper(["status", "--unit", `_${unit}`, "--records", scratch(t)]);
    t.like(jsonOf(ended), { error: { code: "PROCESS_MISSING" } });
    await holder.kill();
  });
}

/** Registers a test that makes control groups; where that is not possible, its title says why. */
function testWithGroups(
  what: string,
  hierarchy: Hierarchy,
  work: (t: ExecutionContext, root: string) => Promise<void>,
): void {
  const title = `${what}, in ${hierarchy}`;
  const { root, missing } = hierarchyRoot(hierarchy);
  if (root === undefined) test.skip(`${title} (skipped: ${missing})`, () => {});
  else testWithVm(title, (t) => work(t, root));
}
