import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { createExecutors } from "../../../provider/executor/executors.ts";
import { never, planOf, remove, write } from "../plans.ts";
import { failed } from "../refusal.ts";
import { everythingIn, scratch } from "../scratch.ts";

test("nothing on the disk changes but the journal, and only that is read", async (t) => {
  const directory = scratch(t);
  const [there, wanted] = [join(directory, "there"), join(directory, "missing", "wanted")];
  writeFileSync(there, "old");
  const { dryRun } = createExecutors(directory, undefined);
  t.true(dryRun.dryRun);
  const queries = [
    { path: there, accounts: true },
    { path: wanted, accounts: true },
  ];
  t.deepEqual(await dryRun.read(queries, never), [{ kind: "absent" }, { kind: "absent" }]);
  await dryRun.carryOut(planOf(write(wanted, "new", { owner: "no-such-account" })), never);
  t.deepEqual(await dryRun.read(queries, never), [
    { kind: "absent" },
    { kind: "file", file: { text: "new", mode: "0644", owner: ["no-such-account"], group: [] } },
  ]);
  await dryRun.carryOut(planOf(remove(wanted), remove(there)), never);
  t.deepEqual(await dryRun.read(queries, never), [{ kind: "absent" }, { kind: "absent" }]);
  t.is(readFileSync(there, "utf8"), "old");
  t.deepEqual(everythingIn(directory), [".pmufilter", ".pmufilter/journal.jsonl", "there"]);
});

test("looking writes no journal", async (t) => {
  const directory = scratch(t);
  await createExecutors(directory, undefined).dryRun.read([{ path: "/a", accounts: false }], never);
  t.deepEqual(everythingIn(directory), []);
});

test("a journal in a place of one's own", async (t) => {
  const directory = scratch(t);
  const { dryRun } = createExecutors(directory, "dry/run.jsonl");
  await dryRun.carryOut(planOf(remove("/a")), never);
  t.deepEqual(everythingIn(directory), ["dry", "dry/run.jsonl"]);
});

test("a broken journal fails every question", async (t) => {
  const directory = scratch(t);
  mkdirSync(join(directory, ".pmufilter"));
  writeFileSync(join(directory, ".pmufilter", "journal.jsonl"), "broken\n");
  const { dryRun } = createExecutors(directory, undefined);
  const query = { path: "/a", accounts: false };
  for (const _ of ["first", "second"]) {
    await failed(t, "JOURNAL_INVALID", dryRun.read([query, query], never));
  }
});
