import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { runVector } from "./run-vector.ts";
import { readVectors } from "./vector-file.ts";

const usage = `Usage: npm run vectors -- FILE...

Runs vectors, expected behaviour of KVM PMU event filters as JSON, against the encoding library.
vectors/README.md describes the form. The last line is "N passed, N failed"; the exit code is 0 when
all rows passed, 1 when some failed, 2 when a file could not be read or holds no vectors.`;

/** `npm run vectors -- FILE...` */
function main(files: readonly string[]): void {
  if (files.length === 0 || files.includes("--help")) {
    console.log(usage);
    process.exitCode = files.length === 0 ? 2 : 0;
    return;
  }
  const tallies = files.map(runFile);
  const passed = sum(tallies.map((tally) => tally.passed));
  const failed = sum(tallies.map((tally) => tally.failed));
  console.log(`${passed} passed, ${failed} failed`);
  const unread = tallies.some((tally) => tally.unread);
  process.exitCode = unread ? 2 : Number(failed > 0);
}

interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** The file gave no rows. */
  readonly unread: boolean;
}

function runFile(file: string): Tally {
  let rows: ReturnType<typeof readVectors>;
  try {
    rows = readVectors(readFileSync(fromCaller(file), "utf8"), file);
  } catch (error) {
    console.error(textOf(error));
    return { passed: 0, failed: 0, unread: true };
  }
  const results = rows.map(runVector);
  const failed = results.filter(({ failures }) => failures.length > 0);
  for (const { name, failures } of failed) {
    console.log([`FAILED ${file}: ${name}`, ...failures].join("\n  "));
  }
  return { passed: results.length - failed.length, failed: failed.length, unread: false };
}

/** npm runs scripts in the project's directory; a relative path is meant from where npm was called. */
function fromCaller(file: string): string {
  const { npm_lifecycle_event: script, INIT_CWD: caller } = process.env;
  return script === "vectors" && caller !== undefined ? resolve(caller, file) : file;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main(process.argv.slice(2));
