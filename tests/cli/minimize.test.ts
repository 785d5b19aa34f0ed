import test from "ava";
import { files } from "./files.ts";
import { runInMemory, runJson } from "./run-in-memory.ts";

const umasks = (count: number, select: (index: number) => number) =>
  `action: allow\ncpus: [amd]\nfixedCounters: []\nevents:\n${Array.from(
    { length: count },
    (_, index) => `  - {select: ${select(index)}, umask: ${index % 256}}\n`,
  ).join("")}`;

test("minimize tells what it gained, select by select", async (t) => {
  const { exitCode, json } = await runJson(["minimize"], { stdin: umasks(384, (i) => i >> 8) });
  t.is(exitCode, 0);
  const { before, after, lowerBound, selects } = json;
  t.deepEqual({ before, after, lowerBound }, { before: 384, after: 2, lowerBound: 2 });
  t.deepEqual(selects, [
    { select: "0x00", pairs: 256, entries: 1, lowerBound: 1 },
    { select: "0x01", pairs: 128, entries: 1, lowerBound: 1 },
  ]);
});

for (const file of ["deny.yaml", "web.yaml", "kvmtool.txt"]) {
  test(`what minimize prints of ${file} has the same effect`, async (t) => {
    const { stdout } = await runInMemory(["minimize", file], { files });
    t.is((await runInMemory(["diff", file, "-"], { files, stdin: stdout })).exitCode, 0);
  });
}

test("what does not fit is printed all the same, and exits with 1", async (t) => {
  const { exitCode, json } = await runJson(["minimize"], { stdin: umasks(301, (i) => i) });
  t.is(exitCode, 1);
  t.is(json.after, 301);
  t.is(json.filter.entries.length, 301);
});

test("with --to, only the form goes to stdout", async (t) => {
  const { stdout, stderr } = await runInMemory(["minimize", "--to", "kvm-struct", "web.yaml"], {
    files,
  });
  t.regex(stdout, /^[0-9a-f]+\n$/);
  t.not(stderr, "");
});
