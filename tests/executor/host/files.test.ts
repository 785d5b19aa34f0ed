import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { HostOperation, StageFile } from "../../../provider/target/host-operation.ts";
import { everythingIn, scratch } from "../scratch.ts";
import { ask, everyShell, hostWith, kinds, testEach } from "./shells.ts";

const resource = "0f0f0f0f-0000-4000-8000-000000000001";

function stage(path: string, text: string, more: Partial<StageFile> = {}): HostOperation {
  return { op: "stageFile", path, text, mode: "0644", resource, ...more };
}

const commit: HostOperation = { op: "commit" };

testEach(
  "a file is put in place and read back as it is",
  async (t, shell) => {
    const directory = scratch(t);
    const path = join(directory, "web.args");
    const text = "-object\n\\n \\0101 %s -n\n\n  ä€ \t`id` $(id) $PATH ' \" \\\nlast\n";
    const answers = await ask(hostWith(shell), [
      stage(path, text, { mode: "0640" }),
      commit,
      { op: "readFile", path, accounts: false },
    ]);
    t.deepEqual(kinds(answers), ["done", "done", "file"]);
    t.like(answers[2], { file: { text, mode: "0640", owner: [String(process.getuid?.())] } });
    t.is(readFileSync(path, "utf8"), text);
    t.is(statSync(path).mode & 0o7777, 0o640);
    t.deepEqual(everythingIn(directory), ["web.args"]);
  },
  everyShell,
);

const hostileNames = [
  "with space",
  "-rf",
  "--",
  "'quote",
  '"double',
  "`id`",
  "$(touch INJECTED)",
  "$HOME",
  "a;touch INJECTED",
  "a&b|c>d<e",
  "*",
  "?[a-z]",
  "\\",
  "back\\nslash",
  "~root",
  "#hash",
  "!history",
  "tab\tand ends in blank ",
  "ünï",
  "=1",
];

testEach("names with special characters are names", async (t, shell) => {
  const directory = scratch(t);
  const paths = hostileNames.map((name) => join(directory, name));
  const answers = await ask(hostWith(shell), [
    ...paths.flatMap((path) => [stage(path, `${path}\n`), commit]),
    ...paths.map((path): HostOperation => ({ op: "readFile", path, accounts: true })),
  ]);
  t.deepEqual(everythingIn(directory), hostileNames.toSorted());
  for (const [index, path] of paths.entries()) {
    t.is(readFileSync(path, "utf8"), `${path}\n`);
    t.like(answers[2 * paths.length + index], { kind: "file", file: { text: `${path}\n` } });
  }
  const removed = await ask(
    hostWith(shell),
    paths.map((path) => ({ op: "removeFile", path })),
  );
  t.true(removed.every(({ kind }) => kind === "done"));
  t.deepEqual(everythingIn(directory), []);
});

testEach("what is the same already is left alone", async (t, shell) => {
  const path = join(scratch(t), "web.args");
  const put = [stage(path, "same\n"), commit];
  const host = hostWith(shell);
  await ask(host, put);
  const { ino } = statSync(path);
  await ask(host, put);
  t.is(statSync(path).ino, ino);
  await ask(host, [stage(path, "same\n", { mode: "0600" }), commit]);
  t.is(statSync(path).mode & 0o7777, 0o600);
});

testEach("a section that fails skips its rest, and no other section", async (t, shell) => {
  const directory = scratch(t);
  const host = hostWith(shell);
  const [bad, good] = await Promise.all([
    ask(host, [
      stage(join(directory, "first"), "1\n"),
      stage(join(directory, "missing", "second"), "2\n"),
      commit,
      { op: "removeFile", path: join(directory, "keep") },
    ]),
    ask(host, [stage(join(directory, "keep"), "3\n"), commit]),
  ]);
  t.deepEqual(kinds(bad), ["done", "directory-missing", "skipped", "skipped"]);
  t.deepEqual(kinds(good), ["done", "done"]);
  t.deepEqual(everythingIn(directory), ["keep"]);
});

testEach("what is staged and not committed is taken away", async (t, shell) => {
  const directory = scratch(t);
  await ask(hostWith(shell), [stage(join(directory, "web.args"), "1\n")]);
  t.deepEqual(everythingIn(directory), []);
});

testEach("conditions: only what is of the resource, or as it was seen", async (t, shell) => {
  const directory = scratch(t);
  const [path, record] = [join(directory, "web.args"), join(directory, "web.args.record")];
  const host = hostWith(shell);
  const own = async () =>
    kinds(await ask(host, [{ op: "onlyIfOwn", path, record, resource }, commit]));
  const same = async (text: string | undefined) =>
    kinds(await ask(host, [{ op: "onlyIfSame", path, text }, commit]))[0];
  t.deepEqual(await own(), ["held: true", "done"]);
  t.is(await same(undefined), "held: true");
  t.is(await same(""), "held: false");
  writeFileSync(path, "no line feed\0 at its end");
  t.deepEqual(await own(), ["held: false", "skipped"]);
  t.is(await same("no line feed\0 at its end"), "held: true");
  t.is(await same("no line feed\0 at its end\n"), "held: false");
  t.is(await same(undefined), "held: false");
  writeFileSync(record, JSON.stringify({ pmufilter: 1, resource: "another" }));
  t.deepEqual(await own(), ["held: false", "skipped"]);
  writeFileSync(record, JSON.stringify({ pmufilter: 1, resource, fingerprint: "x" }));
  t.deepEqual(await own(), ["held: true", "done"]);
  symlinkSync(record, join(directory, "link"));
  const link = { op: "onlyIfOwn", path, record: join(directory, "link"), resource } as const;
  t.deepEqual(kinds(await ask(host, [link])), ["held: false"]);
});

testEach("directories are made with their mode, those above as well", async (t, shell) => {
  const directory = scratch(t);
  const path = join(directory, "a b", "c", "d");
  const made = { op: "makeDirectory", path, mode: "0751" } as const;
  t.deepEqual(kinds(await ask(hostWith(shell), [made, made])), ["done", "done"]);
  for (const name of ["a b", "a b/c", "a b/c/d"]) {
    t.is(statSync(join(directory, name)).mode & 0o7777, 0o751, name);
  }
  writeFileSync(join(directory, "file"), "");
  const through = {
    op: "makeDirectory",
    path: join(directory, "file", "x"),
    mode: "0755",
  } as const;
  t.deepEqual(kinds(await ask(hostWith(shell), [through])), ["not-a-directory"]);
});

testEach("what stands in the way is told", async (t, shell) => {
  const directory = scratch(t);
  mkdirSync(join(directory, "directory"));
  writeFileSync(join(directory, "file"), "");
  symlinkSync(join(directory, "loop"), join(directory, "loop"));
  const host = hostWith(shell);
  const put = async (...path: string[]) =>
    kinds(await ask(host, [stage(join(directory, ...path), "1\n"), commit])).find(
      (kind) => kind !== "done" && kind !== "skipped",
    );
  const removal = async (...path: string[]) =>
    kinds(await ask(host, [{ op: "removeFile", path: join(directory, ...path) }]))[0];
  t.is(await put("directory"), "directory-in-place");
  t.is(await put("missing", "x"), "directory-missing");
  t.is(await put("file", "x"), "not-a-directory");
  t.is(await put("loop", "x"), "link-loop");
  t.is(await put("x".repeat(250)), "other");
  t.is(await removal("directory"), "directory-in-place");
  t.is(await removal("file", "x"), "not-a-directory");
  t.is(await removal("missing", "x"), "done");
  t.deepEqual(everythingIn(directory), ["directory", "file", "loop"]);
});

testEach("modes are read with all their bits", async (t, shell) => {
  const directory = scratch(t);
  const modes = [0o4604, 0o2070, 0o1777, 0o7000, 0o000, 0o6755, 0o444].filter(
    // Others than root may not read what they may not.
    (mode) => process.getuid?.() === 0 || (mode & 0o400) !== 0,
  );
  const paths = modes.map((mode) => {
    const path = join(directory, mode.toString(8));
    writeFileSync(path, "");
    chmodSync(path, mode);
    return path;
  });
  const answers = await ask(
    hostWith(shell),
    paths.map((path) => ({ op: "readFile", path, accounts: false })),
  );
  for (const [index, mode] of modes.entries()) {
    t.like(answers[index], { file: { mode: mode.toString(8).padStart(4, "0"), text: "" } });
  }
});
