import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext, type ImplementationFn } from "ava";
import { localExecutor } from "../../../provider/executor/local/local-executor.ts";
import { never, planOf, remove, write } from "../plans.ts";
import { failed, systemCode } from "../refusal.ts";
import { everythingIn, scratch } from "../scratch.ts";

/** Mounts a small file system in memory; false where that is not possible. */
function mount(directory: string, options: string): boolean {
  const args = ["-t", "tmpfs", "-o", options, "tmpfs", directory];
  return spawnSync("mount", args).status === 0;
}

function canMount(): boolean {
  const directory = mkdtempSync(join(tmpdir(), "pmufilter-mount-"));
  const can = mount(directory, "size=64k");
  if (can) spawnSync("umount", [directory]);
  rmSync(directory, { recursive: true });
  return can;
}

const possible = canMount();

function testMounted(title: string, body: ImplementationFn<[]>): void {
  if (possible) test(title, body);
  else test.skip(`${title} (no file system can be mounted here)`, body);
}

function mounted(t: ExecutionContext, options: string): string {
  const directory = scratch(t);
  t.true(mount(directory, options));
  t.teardown(() => spawnSync("umount", [directory]));
  return directory;
}

testMounted("a full disk: told, nothing is changed and nothing is left", async (t) => {
  const directory = mounted(t, "size=64k");
  const [first, path] = [join(directory, "first"), join(directory, "web.args")];
  writeFileSync(path, "old");
  const plan = planOf(write(first, "1"), write(path, "x".repeat(100_000)));
  const error = await failed(t, "FILE_INACCESSIBLE", localExecutor.carryOut(plan, never));
  t.is(systemCode(error), "ENOSPC");
  t.is(readFileSync(path, "utf8"), "old");
  t.deepEqual(everythingIn(directory), ["web.args"]);
});

testMounted("no room for another name on the disk: told, nothing is changed", async (t) => {
  const directory = mounted(t, "size=64k,nr_inodes=3");
  const path = join(directory, "web.args");
  writeFileSync(path, "old");
  const plan = planOf(write(join(directory, "first"), "1"), write(path, "new"));
  const error = await failed(t, "FILE_INACCESSIBLE", localExecutor.carryOut(plan, never));
  t.is(systemCode(error), "ENOSPC");
  t.is(readFileSync(path, "utf8"), "old");
  t.deepEqual(everythingIn(directory), ["web.args"]);
});

testMounted("a read-only file system: told, and read from all the same", async (t) => {
  const directory = mounted(t, "size=64k");
  const path = join(directory, "web.args");
  writeFileSync(path, "old");
  t.is(spawnSync("mount", ["-o", "remount,ro", directory]).status, 0);
  for (const step of [write(path, "new"), remove(path)]) {
    const error = await failed(t, "FILE_INACCESSIBLE", localExecutor.carryOut(planOf(step), never));
    t.is(systemCode(error), "EROFS", step.step);
  }
  const [reading] = await localExecutor.read([{ path, accounts: false }], never);
  t.like(reading, { kind: "file", file: { text: "old" } });
});
