import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { exactEntry } from "../../../provider/filter/entry.ts";
import type { Filter } from "../../../provider/filter/filter.ts";
import { renderArgumentFile } from "../../../provider/target/qemu-args/argument-file.ts";
import { argumentsOf, branches } from "./filters.ts";

const filters: Readonly<Record<string, Filter>> = {
  "a few events": branches,
  "a fixed counter alone": { action: "deny", entries: [], fixedCounters: 4 },
  "masked entries": {
    action: "allow",
    entries: [{ select: 0xd0, mask: 0x7c, match: 4, exclude: true }, exactEntry(0xfff, 0xff)],
    fixedCounters: 0xffff_ffff,
  },
  "300 events": {
    action: "allow",
    entries: Array.from({ length: 300 }, (_, select) => exactEntry(select, 1)),
    fixedCounters: 0,
  },
};

const readVariables = `set -eu; . "$1"; printf '%s\\n' "$PMU_FILTER_OBJECT" "$PMU_FILTER_ACCEL"`;

for (const shell of ["sh", "dash", "bash"]) {
  testWith(shell, `environment: what ${shell} reads`, (t) => {
    for (const [what, filter] of Object.entries(filters)) {
      const [, object, , accel] = argumentsOf(filter, "F0-a.b_c");
      const file = written(t, renderArgumentFile(argumentsOf(filter, "F0-a.b_c"), "environment"));
      t.is(run(t, shell, ["-c", readVariables, shell, file]), `${object}\n${accel}\n`, what);
    }
  });
}

testWith("bash", "arguments: what bash's mapfile reads", (t) => {
  const program = `set -eu; mapfile -t args < "$1"; printf '%s\\0' "\${args[@]}"`;
  for (const [what, filter] of Object.entries(filters)) {
    const args = argumentsOf(filter);
    const file = written(t, renderArgumentFile(args, "arguments"));
    const read = run(t, "bash", ["-c", program, "bash", file]);
    t.deepEqual(read.split("\0").slice(0, -1), args, what);
  }
});

testWith("xargs", "arguments: what xargs hands on", (t) => {
  for (const [what, filter] of Object.entries(filters)) {
    const args = argumentsOf(filter);
    const file = written(t, renderArgumentFile(args, "arguments"));
    const read = run(t, "xargs", ["-d", "\\n", "-a", file, "printf", "%s\\0"]);
    t.deepEqual(read.split("\0").slice(0, -1), args, what);
  }
});

/** Registers a test that needs a program, or a skip that says which. */
function testWith(program: string, title: string, body: (t: ExecutionContext) => void): void {
  const there = spawnSync("sh", ["-c", 'command -v "$1"', "sh", program]).status === 0;
  if (there) test(title, body);
  else test.skip(`${title} (there is no ${program} on PATH)`, body);
}

function written(t: ExecutionContext, text: string): string {
  const directory = mkdtempSync(join(tmpdir(), "pmufilter-target-"));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const file = join(directory, "web.args");
  writeFileSync(file, text);
  return file;
}

function run(t: ExecutionContext, program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  t.is(status, 0, stderr);
  return stdout;
}
