import type { ExecutionContext } from "ava";
import { built, type Ended, jsonOf, runHelper } from "../run-helper.ts";
import {
  type Apply,
  apply,
  badMaskedEntry,
  everything,
  manyEvents,
  type RunningVm,
  statusAgrees,
  threeEvents,
  unharmed,
} from "./running-vm.ts";
import { faultPoints } from "./victims.ts";

type VmTest = (t: ExecutionContext, vm: RunningVm) => Promise<void>;

/** What must hold of a VM, however its QEMU was started; by title. */
export const runningVmTests: Readonly<Record<string, VmTest>> = {
  "the kernel's answers for a running VM are told, and the guest goes on": async (t, vm) => {
    await statusAgrees(t, vm, undefined);
    for (const { filter, errno } of answers) {
      const ended = await apply(vm, filter);
      t.like(ended, { code: errno === null ? 0 : 1 }, ended.stderr);
      t.like(jsonOf<Apply>(ended), { pid: vm.pid, uuid: vm.uuid, name: vm.name, errno });
      await statusAgrees(t, vm, errno === null ? filter : everything);
      await unharmed(t, vm);
      t.is((await clear(vm)).code, 0);
      await statusAgrees(t, vm, everything);
    }
  },

  "a VM is found by its process, pid file, UUID and name": async (t, vm) => {
    const ways = [
      "--pid",
      String(vm.pid),
      "--pidfile",
      vm.pidfile,
      "--uuid",
      vm.uuid.toUpperCase(),
    ];
    for (const choice of pairs([...ways, "--name", vm.name])) {
      const args = ["apply", ...choice, "--records", vm.records];
      const ended = await runHelper(args, { input: threeEvents });
      t.like(ended, { code: 0, stderr: "" }, choice.join(" "));
      t.like(jsonOf<Apply>(ended), { ok: true, verdict: "accepted", pid: vm.pid });
    }
    await statusAgrees(t, vm, threeEvents);
    await unharmed(t, vm);
  },

  "1,000 filters in a row under load: guest and QMP go on": async (t, vm) => {
    let applying = true;
    let answered = 0;
    const load = (async () => {
      for (; applying; answered += 1) await vm.execute("query-status");
    })();
    for (let count = 0; count < 1_000; count += 1) {
      const filter = count % 2 === 0 ? threeEvents : manyEvents(300);
      const ended = await apply(vm, filter);
      if (ended.code !== 0) t.fail(`${count}: ${ended.stderr}`);
    }
    applying = false;
    await load;
    t.true(answered > 10);
    await statusAgrees(t, vm, manyEvents(300));
    await unharmed(t, vm);
  },

  "several helpers at once all do their work": async (t, vm) => {
    for (let round = 0; round < 5; round += 1) {
      const filters = [threeEvents, manyEvents(1), manyEvents(2), manyEvents(300)];
      const ends = await Promise.all(filters.map((filter) => apply(vm, filter)));
      for (const ended of ends) t.is(ended.code, 0, ended.stderr);
    }
    await apply(vm, threeEvents);
    await statusAgrees(t, vm, threeEvents);
    await unharmed(t, vm);
  },

  "the helper is killed at every step: guest and QEMU go on": async (t, vm) => {
    const file = await built("faulty");
    const points = await faultPoints();
    t.true(points.length > 5);
    for (const point of points) {
      const env = { KVM_PMU_FILTER_FAULT: `kill:${point}` };
      t.is((await apply(vm, manyEvents(300), { file, env })).code, "SIGKILL", point);
      await unharmed(t, vm);
      t.is((await apply(vm, threeEvents)).code, 0, point);
      await unharmed(t, vm);
    }
    await statusAgrees(t, vm, threeEvents);
  },
};

const answers: readonly { readonly filter: Uint8Array; readonly errno: string | null }[] = [
  { filter: threeEvents, errno: null },
  { filter: manyEvents(300), errno: null },
  { filter: manyEvents(301), errno: "E2BIG" },
  { filter: badMaskedEntry, errno: "EINVAL" },
];

function clear(vm: RunningVm): Promise<Ended> {
  const args = ["clear", "--pid", String(vm.pid), "--records", vm.records];
  return runHelper(args, { target: "all" });
}

function pairs(words: readonly string[]): readonly (readonly string[])[] {
  return words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1] ?? ""]] : []));
}
