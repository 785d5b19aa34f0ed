import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ExecutionContext } from "ava";
import { testWithQemu } from "../helper-test.ts";
import { startQemu } from "../qemu.ts";
import { jsonOf } from "../run-helper.ts";
import { type Apply, apply, manyEvents, type RunningVm, threeEvents } from "./running-vm.ts";
import { runningVmTests } from "./running-vm-tests.ts";

for (const [title, work] of Object.entries(runningVmTests)) {
  testWithQemu(`QEMU: ${title}`, async (t) => work(t, (await start(t)).vm));
}

/* What may be said of a VM that ends at any moment. */
const ends = new Map([
  [0, undefined],
  [6, ["PROCESS_MISSING", "PROCESS_CHANGED", "VM_MISSING", "THREAD_STUCK"]],
  [7, ["OUTCOME_UNKNOWN"]],
]);

testWithQemu("QEMU: a VM that exits meanwhile is no harm to the helper", async (t) => {
  for (const delay of [0, 1, 2, 3, 5, 8]) {
    const { vm, kill } = await start(t);
    const killed = sleep(delay).then(kill);
    const runs = [threeEvents, manyEvents(300), threeEvents].map((filter) => apply(vm, filter));
    for (const ended of await Promise.all(runs)) {
      const codes = ends.get(Number(ended.code));
      const { error } = jsonOf<Apply>(ended);
      t.true(ends.has(Number(ended.code)), ended.stderr);
      if (codes !== undefined) t.true(codes.includes(error?.code ?? ""), ended.stderr);
    }
    await killed;
    t.is((await apply(vm, threeEvents)).code, 6);
  }
});

async function start(t: ExecutionContext): Promise<{ vm: RunningVm; kill: () => Promise<void> }> {
  const { qmp, directory, kill, ...rest } = await startQemu(t);
  const execute = (command: string) => qmp.execute(command);
  return { vm: { ...rest, execute, records: join(directory, "records") }, kill };
}
