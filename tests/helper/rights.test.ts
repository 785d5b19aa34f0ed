import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { testWithKvm } from "./helper-test.ts";
import { built } from "./run-helper.ts";

testWithKvm("check reads its input without any right", async (t) => {
  const child = spawn(await built("checked"), ["check"], { env: {} });
  t.teardown(() => child.kill());
  // It has set out to give up its rights, and sleeps: it waits for its input.
  const status = () => readFileSync(`/proc/${child.pid}/status`, "utf8");
  const waits = () => /^State:\s*S[\s\S]*^NoNewPrivs:\s*1$/m.test(status());
  for (let tries = 0; tries < 4_000 && !waits(); tries++) await sleep(5);
  t.true(waits());
  for (const set of ["CapInh", "CapPrm", "CapEff", "CapAmb"]) {
    t.regex(status(), new RegExp(`^${set}:\\s*0{16}$`, "m"));
  }
  child.stdin.end("00".repeat(32));
  t.deepEqual(await once(child, "close"), [0, null]);
});
