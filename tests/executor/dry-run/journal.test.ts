import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { Journal } from "../../../provider/executor/dry-run/journal.ts";
import { planOf, remove, write } from "../plans.ts";
import { failed, systemCode } from "../refusal.ts";
import { everythingIn, scratch } from "../scratch.ts";

test("a plan is one line, with when, who and all its steps", async (t) => {
  const path = join(scratch(t), "journal.jsonl");
  const plan = planOf(write("/a", "-object\n", { mode: "0640", owner: "qemu" }), remove("/b"));
  await new Journal(path).append(plan);
  const text = readFileSync(path, "utf8");
  t.is(text.indexOf("\n"), text.length - 1);
  const { time, ...line } = JSON.parse(text);
  t.deepEqual(line, { journal: 1, ...plan });
  t.is(new Date(time).toISOString(), time);
});

test("its directory is made when it is needed", async (t) => {
  const directory = scratch(t);
  const journal = new Journal(join(directory, "a", "b", "journal.jsonl"));
  t.is(await journal.fileAt("/a"), undefined);
  t.deepEqual(everythingIn(directory), []);
  await journal.append(planOf(write("/a", "A")));
  t.like(await journal.fileAt("/a"), { text: "A" });
});

test("what was written last stands, what was removed is gone", async (t) => {
  const journal = new Journal(join(scratch(t), "journal.jsonl"));
  await journal.append(planOf(write("/a", "1"), write("/b", "1")));
  await journal.append(planOf(write("/a", "2", { mode: "0600", group: "kvm" })));
  await journal.append(planOf(remove("/b"), remove("/never")));
  t.like(await journal.fileAt("/a"), { text: "2", mode: "0600", group: "kvm" });
  t.is(await journal.fileAt("/b"), undefined);
  await journal.append(planOf(write("/b", "3")));
  t.like(await journal.fileAt("/b"), { text: "3" });
});

test("a later run replays what an earlier one wrote", async (t) => {
  const path = join(scratch(t), "journal.jsonl");
  await new Journal(path).append(planOf(write("/a", "ä€💩")));
  await new Journal(path).append(planOf(write("/b", "B")));
  const journal = new Journal(path);
  t.like(await journal.fileAt("/a"), { text: "ä€💩" });
  t.like(await journal.fileAt("/b"), { text: "B" });
});

test("two that are open at once see each other's lines", async (t) => {
  const path = join(scratch(t), "journal.jsonl");
  const [one, other] = [new Journal(path), new Journal(path)];
  await one.append(planOf(write("/a", "1")));
  t.like(await other.fileAt("/a"), { text: "1" });
  await other.append(planOf(write("/a", "2ä"), write("/b", "2")));
  t.like(await one.fileAt("/a"), { text: "2ä" });
  await one.append(planOf(remove("/b")));
  t.is(await other.fileAt("/b"), undefined);
  t.is(await one.fileAt("/b"), undefined);
});

test("a journal that was deleted or begun anew is forgotten", async (t) => {
  const path = join(scratch(t), "journal.jsonl");
  const journal = new Journal(path);
  await journal.append(planOf(write("/a", "A"), write("/b", "B")));
  t.like(await journal.fileAt("/a"), { text: "A" });
  rmSync(path);
  t.is(await journal.fileAt("/a"), undefined);
  await journal.append(planOf(write("/b", "new")));
  t.like(await journal.fileAt("/b"), { text: "new" });
  writeFileSync(path, "");
  t.is(await journal.fileAt("/b"), undefined);
});

test("a journal begun anew by another, and longer by now, is forgotten too", async (t) => {
  const path = join(scratch(t), "journal.jsonl");
  const journal = new Journal(path);
  await journal.append(planOf(write("/a", "A")));
  t.like(await journal.fileAt("/a"), { text: "A" });
  rmSync(path);
  const another = new Journal(path);
  for (const text of ["1", "2", "3"]) await another.append(planOf(write("/b", text)));
  t.like(await journal.fileAt("/b"), { text: "3" });
  t.is(await journal.fileAt("/a"), undefined);
});

test("a line that is not finished yet is left for later", async (t) => {
  const path = join(scratch(t), "journal.jsonl");
  const journal = new Journal(path);
  await journal.append(planOf(write("/a", "1")));
  const line = readFileSync(path, "utf8").replace('"text":"1"', '"text":"€"');
  const bytes = Buffer.from(line);
  const half = bytes.indexOf(Buffer.from("€")) + 1;
  appendFileSync(path, bytes.subarray(0, half));
  t.like(await journal.fileAt("/a"), { text: "1" });
  appendFileSync(path, bytes.subarray(half));
  t.like(await journal.fileAt("/a"), { text: "€" });
});

const good = `${JSON.stringify({ journal: 1, time: "", target: "", resource: "", steps: [] })}\n`;

const broken: readonly [what: string, line: string][] = [
  ["no JSON", "{"],
  ["nothing", ""],
  ["a list", "[]"],
  ["another version", good.replace('"journal":1', '"journal":2').trim()],
  ["no steps", good.replace('"steps":[]', '"step":[]').trim()],
  ["an unknown step", good.replace("[]", '[{"step":"runCommand","path":"/a"}]').trim()],
  ["a step without a text", good.replace("[]", '[{"step":"writeFile","path":"/a"}]').trim()],
];

for (const [what, line] of broken) {
  test(`a broken line is told by its number, at every look: ${what}`, async (t) => {
    const path = join(scratch(t), "journal.jsonl");
    writeFileSync(path, `${good}${good}${line}\n${good}`);
    const journal = new Journal(path);
    for (const look of ["/a", "/b"]) {
      const error = await failed(t, "JOURNAL_INVALID", journal.fileAt(look));
      t.true(error.message.includes("line 3 ") && error.message.includes(path), error.message);
    }
  });
}

test("a line that a killed run left without its end swallows no other", async (t) => {
  const path = join(scratch(t), "journal.jsonl");
  writeFileSync(path, `${good}{"journal":1,"ti`);
  await new Journal(path).append(planOf(write("/a", "A")));
  const [, torn, whole] = readFileSync(path, "utf8").split("\n");
  t.is(torn, '{"journal":1,"ti');
  t.is(JSON.parse(whole ?? "").steps[0].text, "A");
});

test("a line that is mended is read", async (t) => {
  const path = join(scratch(t), "journal.jsonl");
  writeFileSync(path, `${good}broken\n`);
  const journal = new Journal(path);
  await failed(t, "JOURNAL_INVALID", journal.fileAt("/a"));
  writeFileSync(path, good);
  await journal.append(planOf(write("/a", "A")));
  t.like(await journal.fileAt("/a"), { text: "A" });
});

test("a journal that cannot be written or read is told", async (t) => {
  const directory = scratch(t);
  mkdirSync(join(directory, "journal.jsonl"));
  const journal = new Journal(join(directory, "journal.jsonl"));
  for (const work of [journal.append(planOf()), journal.fileAt("/a")]) {
    t.is(systemCode(await failed(t, "FILE_INACCESSIBLE", work)), "EISDIR");
  }
});

test("appends of one process and of several at once all arrive whole", async (t) => {
  const path = join(scratch(t), "journal.jsonl");
  const children = ["x", "y"].map((name) =>
    spawn(process.execPath, [join(import.meta.dirname, "append.ts"), path, name], {
      stdio: ["ignore", "ignore", "inherit"],
    }),
  );
  const ended = children.map((child) => once(child, "exit"));
  const own = [new Journal(path), new Journal(path)];
  await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      own[index % 2]?.append(planOf(write(`/own/${index}`, "x".repeat(index * 100)))),
    ),
  );
  t.deepEqual(await Promise.all(ended), [
    [0, null],
    [0, null],
  ]);
  const journal = new Journal(path);
  for (let index = 0; index < 100; index++) {
    t.is((await journal.fileAt(`/own/${index}`))?.text.length, index * 100);
    for (const name of ["x", "y"])
      t.like(await journal.fileAt(`/${name}/${index}`), { text: name });
  }
  t.is(readFileSync(path, "utf8").split("\n").length, 301);
});
