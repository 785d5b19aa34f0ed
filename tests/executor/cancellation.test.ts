import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { throwIfCancelled } from "../../provider/executor/cancellation.ts";
import { createExecutors } from "../../provider/executor/executors.ts";
import type { Procedure } from "../../provider/target/procedure.ts";
import { never } from "./plans.ts";
import { failed } from "./refusal.ts";
import { everythingIn, scratch } from "./scratch.ts";

const cancelled = AbortSignal.abort();
const timedOut = AbortSignal.abort(new DOMException("The operation timed out.", "TimeoutError"));

for (const [how, signal] of Object.entries({ cancelled, timedOut })) {
  test(`${how} before it begins: nothing is asked or changed`, async (t) => {
    const directory = scratch(t);
    const { hosts } = createExecutors(directory, { parallelHosts: 1 });
    const procedure = removal(join(directory, "web.args"));
    writeFileSync(join(directory, "web.args"), "old");
    await failed(t, "CANCELLED", hosts.perform(undefined, procedure, signal));
    t.deepEqual(everythingIn(directory), ["web.args"]);
  });
}

function* removal(path: string): Procedure<void> {
  yield [{ op: "removeFile", path }];
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
