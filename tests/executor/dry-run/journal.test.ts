import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { Journal } from "../../../provider/executor/dry-run/journal.ts";
import { renderRecord } from "../../../provider/target/qemu-args/record.ts";
import type { Step } from "../../../provider/target/step.ts";
import { planAt, planOf, remove, write } from "../plans.ts";
import { failed, systemCode } from "../refusal.ts";
import { everythingIn, scratch } from "../scratch.ts";

test("a plan is one line, with when, who and all its steps", async (t) => {
  const path = join(scratch(t), "journal.jsonl");
  const plan = planOf(write("/a", "-object\n", { mode: "0640", owner: "qemu" }), remove("/b"));
  await new Journal(path).append(plan);
  const text = readFileSync(path, "utf8");
  t.is(text.indexOf("\n"), text.length - 1);
  const { time, ...line } = JSON.parse(text);
  t.deepEqual(line, { journal: 2, ...plan });
  t.is(new Date(time).toISOString(), time);
});

test("its directory is made when it is needed", async (t) => {
  const directory = scratch(t);
  const journal = new Journal(join(directory, "a", "b", "journal.jsonl"));
  t.is(await journal.lastPlan("a"), undefined);
  t.deepEqual(everythingIn(directory), []);
  await journal.append(planAt("a", "1"));
  t.is((await journal.lastPlan("a"))?.fingerprint, "1");
});

test("the last plan of a target holds, one that takes the filter away too", async (t) => {
  const journal = new Journal(join(scratch(t), "journal.jsonl"));
  await journal.append(planAt("a", "1"));
  await journal.append(planAt("b", "1"));
  await journal.append(planAt("a", "2"));
  const gone = { target: "b", resource: "r1", steps: [remove("/b")] };
  await journal.append(gone);
  t.deepEqual(await journal.lastPlan("a"), planAt("a", "2"));
  t.deepEqual(await journal.lastPlan("b"), gone);
  t.is(await journal.lastPlan("c"), undefined);
});

/** A step of each kind. */
const steps: Readonly<{ [K in Step["step"]]: Extract<Step, { readonly step: K }> }> = {
  writeFile: { step: "writeFile", path: "/a", text: "ä€💩", mode: "0640", owner: "qemu" },
  removeFile: { step: "removeFile", path: "/a" },
  applyFilter: { step: "applyFilter", vm: { name: "web1" }, kvmStruct: "00" },
  clearFilter: { step: "clearFilter", vm: { domain: "web1", uri: "qemu:///session" } },
  setEmulator: { step: "setEmulator", domain: "web1", uri: "qemu:///system", filter: "00" },
  restoreEmulator: { step: "restoreEmulator", domain: "web1", uri: "qemu:///system" },
};

for (const step of Object.values(steps)) {
  test(`a later run reads what an earlier one wrote: ${step.step}`, async (t) => {
    const path = join(scratch(t), "journal.jsonl");
    const plan = { target: "a", resource: "r1", fingerprint: "1", steps: [step, step] };
    await new Journal(path).append(plan);
    t.deepEqual(await new Journal(path).lastPlan("a"), plan);
  });
}

test("a line of the first version says the fingerprint in its record", async (t) => {
  const path = join(scratch(t), "journal.jsonl");
  const first = { journal: 1, time: "", target: "qemuArgs:localhost:/a", resource: "r1" };
  const record = write("/a.pmufilter.json", renderRecord("r1", "0123456789abcdef"));
  const lines = [
    { ...first, steps: [record, write("/a", "-object")] },
    {
      ...first,
      target: "qemuArgs:localhost:/b",
      steps: [remove("/b"), remove("/b.pmufilter.json")],
    },
  ];
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const journal = new Journal(path);
  t.is((await journal.lastPlan("qemuArgs:localhost:/a"))?.fingerprint, "0123456789abcdef");
  t.is((await journal.lastPlan("qemuArgs:localhost:/b"))?.fingerprint, undefined);
});

test("two that are open at once see each other's lines", async (t) => {
  const path = join(scratch(t), "journal.jsonl");
  const [one, other] = [new Journal(path), new Journal(path)];
  await one.append(planAt("a", "1"));
  t.is((await other.lastPlan("a"))?.fingerprint, "1");
  await other.append(planAt("a", "2ä"));
  await other.append(planAt("b", "2"));
  t.is((await one.lastPlan("a"))?.fingerprint, "2ä");
  t.is((await one.lastPlan("b"))?.fingerprint, "2");
});

test("a journal that was deleted or begun anew is forgotten", async (t) => {
  const path = join(scratch(t), "journal.jsonl");
  const journal = new Journal(path);
  await journal.append(planAt("a", "1"));
  await journal.append(planAt("b", "1"));
  t.is((await journal.lastPlan("a"))?.fingerprint, "1");
  rmSync(path);
  t.is(await journal.lastPlan("a"), undefined);
  await journal.append(planAt("b", "new"));
  t.is((await journal.lastPlan("b"))?.fingerprint, "new");
  writeFileSync(path, "");
  t.is(await journal.lastPlan("b"), undefined);
});

test("another journal in its place is read from its beginning, however long it is", async (t) => {
  const path = join(scratch(t), "journal.jsonl");
  const journal = new Journal(path);
  await journal.append(planAt("a", "1"));
  t.is((await journal.lastPlan("a"))?.fingerprint, "1");
  rmSync(path);
  const another = new Journal(path);
  for (const fingerprint of ["1", "2", "3"]) await another.append(planAt("b", fingerprint));
  t.is((await journal.lastPlan("b"))?.fingerprint, "3");
  t.is(await journal.lastPlan("a"), undefined);
});

test("a line that is not finished yet is left for later", async (t) => {
  const path = join(scratch(t), "journal.jsonl");
  const journal = new Journal(path);
  await journal.append(planAt("a", "1"));
  const line = readFileSync(path, "utf8").replace('"fingerprint":"1"', '"fingerprint":"€"');
  const bytes = Buffer.from(line);
  const half = bytes.indexOf(Buffer.from("€")) + 1;
  appendFileSync(path, bytes.subarray(0, half));
  t.is((await journal.lastPlan("a"))?.fingerprint, "1");
  appendFileSync(path, bytes.subarray(half));
  t.is((await journal.lastPlan("a"))?.fingerprint, "€");
});

const good = `${JSON.stringify({ journal: 2, time: "", target: "", resource: "", steps: [] })}\n`;

const broken: readonly [what: string, line: string][] = [
  ["no JSON", "{"],
  ["nothing", ""],
  ["a list", "[]"],
  ["another version", good.replace('"journal":2', '"journal":3').trim()],
  ["no steps", good.replace('"steps":[]', '"step":[]').trim()],
  ["an unknown step", good.replace("[]", '[{"step":"runCommand","path":"/a"}]').trim()],
  ["a step without a text", good.replace("[]", '[{"step":"writeFile","path":"/a"}]').trim()],
];

for (const [what, line] of broken) {
  test(`a broken line is told by its number, at every look: ${what}`, async (t) => {
    const path = join(scratch(t), "journal.jsonl");
    writeFileSync(path, `${good}${good}${line}\n${good}`);
    const journal = new Journal(path);
    for (const look of ["a", "b"]) {
      const error = await failed(t, "JOURNAL_INVALID", journal.lastPlan(look));
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
  await failed(t, "JOURNAL_INVALID", journal.lastPlan("a"));
  writeFileSync(path, good);
  await journal.append(planAt("a", "1"));
  t.is((await journal.lastPlan("a"))?.fingerprint, "1");
});

test("a journal that cannot be written or read is told", async (t) => {
  const directory = scratch(t);
  mkdirSync(join(directory, "journal.jsonl"));
  const journal = new Journal(join(directory, "journal.jsonl"));
  for (const work of [journal.append(planOf()), journal.lastPlan("a")]) {
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
      own[index % 2]?.append(planAt(`own ${index}`, "x".repeat(index * 100))),
    ),
  );
  t.deepEqual(await Promise.all(ended), [
    [0, null],
    [0, null],
  ]);
  const journal = new Journal(path);
  for (let index = 0; index < 100; index++) {
    t.is((await journal.lastPlan(`own ${index}`))?.fingerprint?.length, index * 100);
    for (const name of ["x", "y"]) {
      t.is((await journal.lastPlan(`${name} ${index}`))?.fingerprint, name);
    }
  }
  t.is(readFileSync(path, "utf8").split("\n").length, 301);
});
