import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { testWithKvm, testWithVm } from "./helper-test.ts";
import { built } from "./run-helper.ts";

testWithKvm("check reads its input without any right", async (t) => {
  const child = spawn(await built("checked"), ["check"], { env: {} });
  t.teardown(() => child.kill());
  const status = await waitingForInput(child.pid);
  for (const set of ["CapInh", "CapPrm", "CapEff", "CapAmb"]) {
    t.regex(status, new RegExp(`^${set}:\\s*0{16}$`, "m"));
  }
  child.stdin.end("00".repeat(32));
  t.deepEqual(await once(child, "close"), [0, null]);
});

for (const option of [[], ["--unchecked"]]) {
  testWithVm(
    `apply ${option.join("")} reads its input with the rights to trace alone`,
    async (t) => {
      const args = ["apply", "--pid", "2147483647", ...option];
      const child = spawn(await built("checked"), args, {
        env: {},
        stdio: ["pipe", "ignore", "ignore"],
      });
      t.teardown(() => child.kill());
      const status = await waitingForInput(child.pid);
      // CAP_DAC_READ_SEARCH 2, CAP_SYS_PTRACE 19, CAP_SYS_ADMIN 21.
      const tracing = (2 ** 2 + 2 ** 19 + 2 ** 21).toString(16).padStart(16, "0");
      for (const set of ["CapPrm", "CapEff"]) {
        t.regex(status, new RegExp(`^${set}:\\s*${tracing}$`, "m"));
      }
      for (const set of ["CapInh", "CapAmb"])
        t.regex(status, new RegExp(`^${set}:\\s*0{16}$`, "m"));
      child.stdin.end("00".repeat(32));
      t.deepEqual(await once(child, "close"), [6, null]);
    },
  );
}

/** What /proc tells of a process that has set out to give up its rights, and sleeps. */
async function waitingForInput(pid = 0): Promise<string> {
  const status = () => readFileSync(`/proc/${pid}/status`, "utf8");
  const waits = () => /^State:\s*S[\s\S]*^NoNewPrivs:\s*1$/m.test(status());
  for (let tries = 0; tries < 4_000 && !waits(); tries++) await sleep(5);
  return status();
}
