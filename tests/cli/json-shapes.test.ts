import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { commands } from "../../provider/cli/commands.ts";
import { files } from "./files.ts";
import { runJson } from "./run-in-memory.ts";

const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "command-line.md"), "utf8");

/** One command line of each command in which every documented member is there. */
const examples: Readonly<Record<string, readonly string[]>> = {
  encode: ["web.yaml"],
  decode: ["object.json"],
  explain: ["web.yaml", "c4/00"],
  lint: ["deny.yaml"],
  diff: ["web.json", "deny.yaml"],
  events: ["branches", "--cpu", "amd"],
  minimize: ["web.yaml"],
};

for (const { name } of commands) {
  test(`${name} --json has the documented members`, async (t) => {
    const { json } = await runJson([name, ...(examples[name] ?? [])], { files });
    t.is(json.version, 1);
    t.is(json.command, name);
    const members = Object.keys(json).filter((key) => key !== "version" && key !== "command");
    t.deepEqual(members.toSorted(), documentedMembers(name).toSorted());
  });
}

test("a command that fails has problems in place of its members", async (t) => {
  const { exitCode, json } = await runJson(["encode", "unknown-name.yaml"], { files });
  t.is(exitCode, 2);
  const { message, hint, ...problem } = json.problems[0];
  t.deepEqual(Object.keys(json), ["version", "command", "problems"]);
  t.deepEqual(problem, {
    code: "EVENT_NAME_UNKNOWN",
    file: "unknown-name.yaml",
    line: 4,
    column: 11,
    property: "events[0].name",
  });
  t.is(typeof message, "string");
  t.is(typeof hint, "string");
});

test("wrong usage is told in JSON, too", async (t) => {
  const { exitCode, json } = await runJson(["encode", "--to", "nonsense", "web.yaml"], { files });
  t.is(exitCode, 2);
  t.deepEqual(
    json.problems.map(({ code }: { code: string }) => code),
    ["USAGE_INVALID"],
  );
});

/** The first column of the table under a command's heading. */
function documentedMembers(command: string): readonly string[] {
  const [, section = ""] = page.split(`\n### ${command}\n`);
  const [own = ""] = section.split("\n#");
  return [...own.matchAll(/^\| `(\w+)` \|/gm)].map(([, member = ""]) => member);
}
