import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import test from "ava";
import { execa } from "execa";
import { cloneRoot } from "./yaml-shell.ts";

test("a plugin whose engine was killed goes too", async (t) => {
  const plugin = join(cloneRoot, "pulumi-resource-pmufilter");
  const engine = execa("sh", ["-c", '"$0" 127.0.0.1:1 & echo "plugin $!"; wait', plugin], {
    reject: false,
  });
  let printed = "";
  while (!/plugin \d+\n/.test(printed) || !/^\d+\n/m.test(printed)) {
    const [text] = (await once(engine.stdout, "data")) as [Buffer];
    printed += text;
  }
  const pid = Number(/plugin (\d+)/.exec(printed)?.[1]);
  t.teardown(() => isRunning(pid) && process.kill(pid, "SIGKILL"));
  t.true(isRunning(pid));

  engine.kill("SIGKILL");
  for (let waited = 0; isRunning(pid) && waited < 100; waited++) await sleep(100);
  t.false(isRunning(pid));
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
