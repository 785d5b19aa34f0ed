import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { localExecutor } from "../../../provider/executor/local/local-executor.ts";
import { never, planOf, remove, write } from "../plans.ts";
import { failed, systemCode } from "../refusal.ts";
import { everythingIn, scratch } from "../scratch.ts";

test("a file is written whole, and nothing else is left", async (t) => {
  const directory = scratch(t);
  const path = join(directory, "web.args");
  await localExecutor.carryOut(planOf(write(path, "-object\nä\n")), never);
  t.is(readFileSync(path, "utf8"), "-object\nä\n");
  t.deepEqual(everythingIn(directory), ["web.args"]);
});

test("a file is replaced, not written over: who has the old one open keeps it", async (t) => {
  const path = join(scratch(t), "web.args");
  await localExecutor.carryOut(planOf(write(path, "old")), never);
  const { ino } = statSync(path);
  const open = openSync(path, "r");
  await localExecutor.carryOut(planOf(write(path, "new and longer")), never);
  t.is(readFileSync(open, "utf8"), "old");
  t.not(statSync(path).ino, ino);
  t.is(readFileSync(path, "utf8"), "new and longer");
  closeSync(open);
});

test("a reader sees the old file or the new one, never a part", async (t) => {
  const path = join(scratch(t), "web.args");
  const texts = ["a", "b"].map((letter) => letter.repeat(1 << 20));
  await localExecutor.carryOut(planOf(write(path, texts[0] ?? "")), never);
  let done = false;
  const writing = (async () => {
    for (let round = 0; round < 20; round++) {
      await localExecutor.carryOut(planOf(write(path, texts[round % 2] ?? "")), never);
    }
    done = true;
  })();
  const seen = new Set<string>();
  while (!done) seen.add(await readFile(path, "utf8"));
  await writing;
  t.true([...seen].every((text) => texts.includes(text)));
});

test("what a killed run left beside the file is written over", async (t) => {
  const directory = scratch(t);
  const path = join(directory, "web.args");
  writeFileSync(join(directory, ".web.args.r1.tmp"), "half a fi", { mode: 0o400 });
  await localExecutor.carryOut(planOf(write(path, "whole")), never);
  t.is(readFileSync(path, "utf8"), "whole");
  t.deepEqual(everythingIn(directory), ["web.args"]);
});

test("a link in the place of the file beside is not followed", async (t) => {
  const directory = scratch(t);
  const elsewhere = join(directory, "elsewhere");
  writeFileSync(elsewhere, "untouched");
  symlinkSync(elsewhere, join(directory, ".web.args.r1.tmp"));
  await localExecutor.carryOut(planOf(write(join(directory, "web.args"), "new")), never);
  t.is(readFileSync(elsewhere, "utf8"), "untouched");
  t.true(lstatSync(join(directory, "web.args")).isFile());
});

test("a link at the path is replaced, what it leads to is not", async (t) => {
  const directory = scratch(t);
  const [path, elsewhere] = [join(directory, "web.args"), join(directory, "elsewhere")];
  writeFileSync(elsewhere, "untouched");
  symlinkSync(elsewhere, path);
  t.is(readlinkSync(path), elsewhere);
  await localExecutor.carryOut(planOf(write(path, "new")), never);
  t.true(lstatSync(path).isFile());
  t.is(readFileSync(elsewhere, "utf8"), "untouched");
});

test("several steps of a plan are all done", async (t) => {
  const directory = scratch(t);
  const [first, second, old] = ["first", "second", "old"].map((name) => join(directory, name));
  if (!first || !second || !old) throw new Error("unreachable");
  writeFileSync(old, "old");
  await localExecutor.carryOut(
    planOf(write(first, "1"), write(second, "2"), remove(old), remove(join(directory, "gone"))),
    never,
  );
  t.deepEqual(everythingIn(directory), ["first", "second"]);
});

test("a second file that cannot be prepared: the first is not there either", async (t) => {
  const directory = scratch(t);
  const plan = planOf(
    write(join(directory, "first"), "1"),
    write(join(directory, "missing", "second"), "2"),
  );
  const error = await failed(t, "FILE_INACCESSIBLE", localExecutor.carryOut(plan, never));
  t.is(systemCode(error), "ENOENT");
  t.deepEqual(everythingIn(directory), []);
});

test("a directory at the path stays, and nothing is left beside it", async (t) => {
  const directory = scratch(t);
  const [first, path] = [join(directory, "first"), join(directory, "web.args")];
  mkdirSync(path);
  const plan = planOf(write(path, "1"), write(first, "2"));
  const error = await failed(t, "FILE_INACCESSIBLE", localExecutor.carryOut(plan, never));
  t.is(systemCode(error), "EISDIR");
  t.deepEqual(everythingIn(directory), ["web.args"]);
});

test("removing what is gone is fine, also with its directory", async (t) => {
  const directory = scratch(t);
  const plan = planOf(remove(join(directory, "gone")), remove(join(directory, "gone", "too")));
  await t.notThrowsAsync(localExecutor.carryOut(plan, never));
});

test("a directory is not removed", async (t) => {
  const directory = scratch(t);
  mkdirSync(join(directory, "web.args"));
  const plan = planOf(remove(join(directory, "web.args")));
  await failed(t, "FILE_INACCESSIBLE", localExecutor.carryOut(plan, never));
  t.deepEqual(everythingIn(directory), ["web.args"]);
});
