import { execFileSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import type { HostOperation } from "../../../provider/target/host-operation.ts";
import { testEach } from "../host/shells.ts";
import { everythingIn, scratch } from "../scratch.ts";
import { carryOut, putting, removing } from "./carry-out.ts";

test("a file is written whole, and nothing else is left", async (t) => {
  const directory = scratch(t);
  const path = join(directory, "web.args");
  t.is(await carryOut(putting({ path, text: "-object\nä\n" })), "done");
  t.is(readFileSync(path, "utf8"), "-object\nä\n");
  t.deepEqual(everythingIn(directory), ["web.args"]);
});

test("a file is replaced, not written over: who has the old one open keeps it", async (t) => {
  const path = join(scratch(t), "web.args");
  t.is(await carryOut(putting({ path, text: "old\n" })), "done");
  const { ino } = statSync(path);
  const open = openSync(path, "r");
  t.is(await carryOut(putting({ path, text: "new and longer\n" })), "done");
  t.is(readFileSync(open, "utf8"), "old\n");
  t.not(statSync(path).ino, ino);
  t.is(readFileSync(path, "utf8"), "new and longer\n");
  closeSync(open);
});

test("a reader sees the old file or the new one, never a part", async (t) => {
  const path = join(scratch(t), "web.args");
  const texts = ["a", "b"].map((letter) => `${letter.repeat(1 << 16)}\n`);
  await carryOut(putting({ path, text: texts[0] ?? "" }));
  let done = false;
  const writing = (async () => {
    for (let round = 0; round < 10; round++) {
      await carryOut(putting({ path, text: texts[round % 2] ?? "" }));
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
  t.is(await carryOut(putting({ path, text: "whole\n" })), "done");
  t.is(readFileSync(path, "utf8"), "whole\n");
  t.deepEqual(everythingIn(directory), ["web.args"]);
});

test("a link in the place of the file beside is not followed", async (t) => {
  const directory = scratch(t);
  const elsewhere = join(directory, "elsewhere");
  writeFileSync(elsewhere, "untouched");
  symlinkSync(elsewhere, join(directory, ".web.args.r1.tmp"));
  t.is(await carryOut(putting({ path: join(directory, "web.args"), text: "new\n" })), "done");
  t.is(readFileSync(elsewhere, "utf8"), "untouched");
  t.true(lstatSync(join(directory, "web.args")).isFile());
});

/** What another who may write to the directory puts at the name of what is staged. */
const planted: Readonly<Record<string, (path: string, elsewhere: string) => void>> = {
  "a link to a directory": (path, elsewhere) => symlinkSync(elsewhere, path),
  "a FIFO": (path) => execFileSync("mkfifo", [path]),
  "a directory with a link in it": (path, elsewhere) => {
    mkdirSync(path, { mode: 0o755 });
    symlinkSync(join(elsewhere, "new"), join(path, "new"));
  },
};

for (const [what, plant] of Object.entries(planted)) {
  testEach(`${what} where the file is staged is not followed`, async (t, shell) => {
    const [directory, elsewhere] = [scratch(t), scratch(t)];
    writeFileSync(join(elsewhere, "new"), "untouched", { mode: 0o600 });
    plant(join(directory, ".web.args.r1.tmp"), elsewhere);
    const path = join(directory, "web.args");
    t.is(await carryOut(putting({ path, text: "new\n", mode: "0644" }), shell), "done");
    t.is(readFileSync(path, "utf8"), "new\n");
    t.is(readFileSync(join(elsewhere, "new"), "utf8"), "untouched");
    t.is(statSync(join(elsewhere, "new")).mode & 0o7777, 0o600);
    t.deepEqual(everythingIn(elsewhere), ["new"]);
    // Another's directory stays where it was.
    const left = what.startsWith("a directory") ? [".web.args.r1.tmp", "web.args"] : ["web.args"];
    t.deepEqual(readdirSync(directory).toSorted(), left);
  });
}

testEach("what is staged and then changed for a link is not followed", async (t, shell) => {
  const [directory, elsewhere] = [scratch(t), scratch(t)];
  const staged = join(directory, ".web.args.r1.tmp");
  // A directory of this user alone, as one's home is.
  chmodSync(elsewhere, 0o700);
  const tools = scratch(t);
  const script = `#!/bin/sh\nmv '${staged}' '${staged}.moved'\nln -s '${elsewhere}' '${staged}'\n`;
  writeFileSync(join(tools, "virsh"), script, { mode: 0o755 });
  const [stage, commit] = putting({ path: join(directory, "web.args"), text: "new\n" });
  if (!stage || !commit) throw new Error("unreachable");
  const swap: HostOperation = { op: "run", program: "virsh", args: [], readOnly: false };
  const path = `PATH=${tools}:${process.env["PATH"]}`;
  t.is(await carryOut([stage, swap, commit], ["env", path, ...shell]), "other");
  t.deepEqual(everythingIn(elsewhere), []);
  t.false(existsSync(join(directory, "web.args")));
});

testEach("what a killed run left in its own directory is written over", async (t, shell) => {
  const directory = scratch(t);
  const path = join(directory, "web.args");
  const staged = join(directory, ".web.args.r1.tmp");
  mkdirSync(staged, { mode: 0o700 });
  writeFileSync(join(staged, "new"), "half a fi", { mode: 0o400 });
  t.is(await carryOut(putting({ path, text: "whole\n" }), shell), "done");
  t.is(readFileSync(path, "utf8"), "whole\n");
  t.deepEqual(everythingIn(directory), ["web.args"]);
});

test("a link at the path is replaced, what it leads to is not", async (t) => {
  const directory = scratch(t);
  const [path, elsewhere] = [join(directory, "web.args"), join(directory, "elsewhere")];
  writeFileSync(elsewhere, "untouched");
  symlinkSync(elsewhere, path);
  t.is(readlinkSync(path), elsewhere);
  t.is(await carryOut(putting({ path, text: "new\n" })), "done");
  t.true(lstatSync(path).isFile());
  t.is(readFileSync(elsewhere, "utf8"), "untouched");
});

test("several steps of a plan are all done", async (t) => {
  const directory = scratch(t);
  const [first, second, old] = ["first", "second", "old"].map((name) => join(directory, name));
  if (!first || !second || !old) throw new Error("unreachable");
  writeFileSync(old, "old");
  const files = [
    { path: first, text: "1\n" },
    { path: second, text: "2\n" },
  ];
  const operations = [...putting(...files), ...removing(old, join(directory, "gone"))];
  t.is(await carryOut(operations), "done");
  t.deepEqual(everythingIn(directory), ["first", "second"]);
});

test("a second file that cannot be prepared: the first is not there either", async (t) => {
  const directory = scratch(t);
  const files = [
    { path: join(directory, "first"), text: "1\n" },
    { path: join(directory, "missing", "second"), text: "2\n" },
  ];
  t.is(await carryOut(putting(...files)), "directory-missing");
  t.deepEqual(everythingIn(directory), []);
});

test("a directory at the path stays, and nothing is left beside it", async (t) => {
  const directory = scratch(t);
  const [first, path] = [join(directory, "first"), join(directory, "web.args")];
  mkdirSync(path);
  const files = [
    { path, text: "1\n" },
    { path: first, text: "2\n" },
  ];
  t.is(await carryOut(putting(...files)), "directory-in-place");
  t.deepEqual(everythingIn(directory), ["web.args"]);
});

test("removing what is gone is fine, also with its directory", async (t) => {
  const directory = scratch(t);
  const paths = [join(directory, "gone"), join(directory, "gone", "too")];
  t.is(await carryOut(removing(...paths)), "done");
});

test("a directory is not removed", async (t) => {
  const directory = scratch(t);
  mkdirSync(join(directory, "web.args"));
  t.is(await carryOut(removing(join(directory, "web.args"))), "directory-in-place");
  t.deepEqual(everythingIn(directory), ["web.args"]);
});
