import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";

const program = join(import.meta.dirname, "..", "..", "vectors", "run.ts");
const folder = mkdtempSync(join(tmpdir(), "vectors-"));
test.after.always(() => rmSync(folder, { recursive: true }));

function run(args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: "utf8",
    env,
  });
  return { status, stderr, lines: stdout.trimEnd().split("\n") };
}

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const row = { kind: "no_filter", name: "a", query: { select: 1, umask: 0 } };
const good = write("good.json", JSON.stringify([{ ...row, expect: "allowed" }]));
const bad = write("bad.json", JSON.stringify([{ ...row, expect: "denied" }, 7]));

test("all rows of all files passed: 0", (t) => {
  const { status, lines } = run([good, good]);
  t.is(status, 0);
  t.deepEqual(lines, ["2 passed, 0 failed"]);
});

test("a row failed: 1, with its name and what was expected", (t) => {
  const { status, lines } = run([good, bad]);
  t.is(status, 1);
  t.is(lines.at(-1), "1 passed, 2 failed");
  t.true(lines.includes(`FAILED ${bad}: a`));
  t.true(lines.includes("  on intel: expected denied, found allowed"));
  t.true(lines.includes("  cannot run: the row is not an object"));
});

const unread: readonly (readonly [string, string])[] = [
  ["a file that is not there", join(folder, "none.json")],
  ["a directory", folder],
  ["not JSON", write("text.json", "[{]")],
  ["no list", write("object.json", "{}")],
  ["an empty list", write("empty.json", "[]")],
  ["a list of anything else", write("numbers.json", "[1, 2]")],
];

for (const [what, file] of unread) {
  test(`${what}: 2, and the other files are run`, (t) => {
    const { status, lines, stderr } = run([file, good]);
    t.is(status, 2);
    t.is(lines.at(-1), "1 passed, 0 failed");
    t.is(stderr.trim().split("\n").length, 1, stderr);
  });
}

test("no file: how to use it, and 2", (t) => {
  const { status, lines } = run([]);
  t.is(status, 2);
  t.regex(lines[0] ?? "", /^Usage: npm run vectors/);
});

test("a relative path is meant from where npm was called", (t) => {
  const env = { ...process.env, npm_lifecycle_event: "vectors", INIT_CWD: folder };
  t.is(run(["good.json"], env).status, 0);
});
