import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import type { Plan } from "../../../provider/target/step.ts";
import { planOf, remove, write } from "../plans.ts";
import { everythingIn, scratch } from "../scratch.ts";

const program = join(import.meta.dirname, "unprivileged.ts");

/** What came of work of the local executor in a process that is not root's. */
function unprivileged(work: { read?: string; plan?: Plan }): unknown {
  const { stdout, stderr } = spawnSync(process.execPath, [program, JSON.stringify(work)], {
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

/** A directory of this mode that everybody can come to. */
function directoryFor(t: ExecutionContext, mode: number): string {
  const place = scratch(t);
  chmodSync(place, 0o755);
  const directory = join(place, "etc");
  mkdirSync(directory);
  chmodSync(directory, mode);
  return directory;
}

test("a directory that one may not write: told, and nothing is changed", (t) => {
  const directory = directoryFor(t, 0o755);
  const path = join(directory, "web.args");
  writeFileSync(path, "old");
  chmodSync(directory, 0o555);
  const refusal = { code: "FILE_INACCESSIBLE", cause: "EACCES" };
  t.like(unprivileged({ plan: planOf(write(path, "new")) }), refusal);
  t.like(unprivileged({ plan: planOf(remove(path)) }), refusal);
  t.is(readFileSync(path, "utf8"), "old");
  t.deepEqual(everythingIn(directory), ["web.args"]);
  chmodSync(directory, 0o755);
});

test("a file that one may not read is not absent", (t) => {
  const directory = directoryFor(t, 0o755);
  const path = join(directory, "web.args");
  writeFileSync(path, "text", { mode: 0o000 });
  const refusal = { code: "FILE_INACCESSIBLE", cause: "EACCES" };
  t.like(unprivileged({ read: path }), refusal);
  chmodSync(directory, 0o000);
  t.like(unprivileged({ read: path }), refusal);
  t.like(unprivileged({ read: join(directory, "gone") }), refusal);
  chmodSync(directory, 0o755);
});

test("giving a file away without the right: told, and nothing is left", (t) => {
  const directory = directoryFor(t, 0o777);
  const plan = planOf(write(join(directory, "web.args"), "new", { owner: "0" }));
  t.like(unprivileged({ plan }), { code: "FILE_INACCESSIBLE", cause: "EPERM" });
  t.deepEqual(everythingIn(directory), []);
});

test("a directory that one may write is enough", (t) => {
  const directory = directoryFor(t, 0o777);
  const path = join(directory, "web.args");
  t.deepEqual(unprivileged({ plan: planOf(write(path, "new")) }), { code: "done" });
  t.is(readFileSync(path, "utf8"), "new");
});
