import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { throwIfCancelled } from "../../provider/executor/cancellation.ts";
import { createExecutors } from "../../provider/executor/executors.ts";
import { never, planOf, remove, write } from "./plans.ts";
import { failed } from "./refusal.ts";
import { everythingIn, scratch } from "./scratch.ts";

const cancelled = AbortSignal.abort();
const timedOut = AbortSignal.abort(new DOMException("The operation timed out.", "TimeoutError"));

for (const kind of ["real", "dryRun"] as const) {
  for (const [how, signal] of Object.entries({ cancelled, timedOut })) {
    test(`${kind}, ${how} before it begins: nothing is asked or changed`, async (t) => {
      const directory = scratch(t);
      const executor = createExecutors(directory, undefined)[kind];
      const path = join(directory, "web.args");
      writeFileSync(path, "old");
      await failed(t, "CANCELLED", executor.read([{ path, accounts: false }], signal));
      const plan = planOf(write(join(directory, "new"), "new"), remove(path));
      await failed(t, "CANCELLED", executor.carryOut(plan, signal));
      t.deepEqual(everythingIn(directory), ["web.args"]);
    });
  }
}

test("a resource whose time ran out is told how to have more", (t) => {
  const told = (signal: AbortSignal) =>
    t.throws(() => throwIfCancelled(signal), { code: "CANCELLED" }) as Error & { hint?: string };
  t.true(told(timedOut).hint?.includes("customTimeouts"));
  t.false(told(cancelled).hint?.includes("customTimeouts"));
});

test("one of several signals is enough, and its reason is kept", (t) => {
  const error = t.throws(() => throwIfCancelled(AbortSignal.any([never, timedOut])), {
    code: "CANCELLED",
  }) as Error & { hint?: string };
  t.true(error.hint?.includes("customTimeouts"));
});

test("what is not cancelled goes on", (t) => {
  t.notThrows(() => throwIfCancelled(never));
});
