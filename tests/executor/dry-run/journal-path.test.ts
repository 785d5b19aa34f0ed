import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { journalPath } from "../../../provider/executor/dry-run/journal-path.ts";
import { scratch } from "../scratch.ts";

for (const name of ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"]) {
  test(`the journal stands beside the ${name} at or above the working directory`, (t) => {
    const project = scratch(t);
    const below = join(project, "src", "deep");
    mkdirSync(below, { recursive: true });
    writeFileSync(join(project, name), "");
    const journal = join(project, ".pmufilter", "journal.jsonl");
    t.is(journalPath(project), journal);
    t.is(journalPath(below), journal);
  });
}

test("the nearest project counts, a stack's file is none", (t) => {
  const outer = scratch(t);
  const inner = join(outer, "inner");
  mkdirSync(inner);
  writeFileSync(join(outer, "Pulumi.yaml"), "");
  writeFileSync(join(inner, "Pulumi.dev.yaml"), "");
  t.is(journalPath(inner), join(outer, ".pmufilter", "journal.jsonl"));
  writeFileSync(join(inner, "Pulumi.yaml"), "");
  t.is(journalPath(inner), join(inner, ".pmufilter", "journal.jsonl"));
});

test("without a project, it stands in the working directory", (t) => {
  const directory = scratch(t);
  t.is(journalPath(directory), join(directory, ".pmufilter", "journal.jsonl"));
});

test("a configured path is from the project's directory, or absolute", (t) => {
  const project = scratch(t);
  const below = join(project, "src");
  mkdirSync(below);
  writeFileSync(join(project, "Pulumi.yaml"), "");
  t.is(journalPath(below, "a/b.jsonl"), join(project, "a", "b.jsonl"));
  t.is(journalPath(below, "../b.jsonl"), join(project, "..", "b.jsonl"));
  t.is(journalPath(below, "/var/b.jsonl"), "/var/b.jsonl");
});
