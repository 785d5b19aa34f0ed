import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { ask, hostWith, type Shell, testEach } from "../host/shells.ts";
import { everythingIn, scratch } from "../scratch.ts";
import { carryOut, putting, removing } from "./carry-out.ts";

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

function testMounted(
  title: string,
  body: (t: ExecutionContext, shell: Shell) => Promise<void>,
): void {
  if (possible) testEach(title, body);
  else test.skip(`${title} (no file system can be mounted here)`, (t) => body(t, ["sh"]));
}

function mounted(t: ExecutionContext, options: string): string {
  const directory = scratch(t);
  t.true(mount(directory, options));
  t.teardown(() => spawnSync("umount", [directory]));
  return directory;
}

testMounted("a full disk: told, nothing is changed and nothing is left", async (t, shell) => {
  const directory = mounted(t, "size=64k");
  const [first, path] = [join(directory, "first"), join(directory, "web.args")];
  writeFileSync(path, "old");
  const files = [
    { path: first, text: "1\n" },
    { path, text: "x\n".repeat(50_000) },
  ];
  t.is(await carryOut(putting(...files), shell), "disk-full");
  t.is(readFileSync(path, "utf8"), "old");
  t.deepEqual(everythingIn(directory), ["web.args"]);
});

testMounted("no room for another name on the disk: told, nothing is changed", async (t, shell) => {
  const directory = mounted(t, "size=64k,nr_inodes=3");
  const path = join(directory, "web.args");
  writeFileSync(path, "old");
  const files = [
    { path: join(directory, "first"), text: "1\n" },
    { path, text: "new\n" },
  ];
  t.is(await carryOut(putting(...files), shell), "disk-full");
  t.is(readFileSync(path, "utf8"), "old");
  t.deepEqual(everythingIn(directory), ["web.args"]);
});

testMounted("a read-only file system: told, and read from all the same", async (t, shell) => {
  const directory = mounted(t, "size=64k");
  const path = join(directory, "web.args");
  writeFileSync(path, "old");
  t.is(spawnSync("mount", ["-o", "remount,ro", directory]).status, 0);
  t.is(await carryOut(putting({ path, text: "new\n" }), shell), "read-only");
  t.is(await carryOut(removing(path), shell), "read-only");
  const [reading] = await ask(hostWith(shell), [{ op: "readFile", path, accounts: false }]);
  t.like(reading, { kind: "file", file: { text: "old" } });
});
