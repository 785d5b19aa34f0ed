import type { TapLine } from "./tap.ts";

/** What came of checks and tests. Each number is at least the length of its list of titles. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
  readonly skips: readonly string[];
}

/** The tally of one check, which is failed or passed. */
export function tallyCheck(title: string, passed: boolean): Tally {
  return passed ? { ...nothing, passed: 1 } : { ...nothing, failed: 1, failures: [title] };
}

/** The tally of several things. */
export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(add, nothing);
}

/**
 * The tally of an AVA run. A run that crashed, stopped before its end, ran no test or says by its
 * exit code alone that it failed has at least one failure.
 */
export function tallyAva(lines: readonly TapLine[], exitCode: number): Tally {
  const titles = (kind: TapLine["kind"]) =>
    lines.flatMap((line) => ("title" in line && line.kind === kind ? [line.title] : []));
  const total = (name: string) =>
    lines.flatMap((line) => (line.kind === "total" && line.name === name ? [line.count] : []))[0];

  const todo = titles("todo").map((title) => `${title} (to do)`);
  const skips = [...titles("skipped"), ...todo];
  const failures = titles("failed");
  // AVA counts as failed what is still to do, and tests that never ran, which have no line.
  const failed = Math.max(failures.length, (total("fail") ?? 0) - todo.length);
  const tally: Tally = {
    passed: titles("passed").length,
    failed,
    skipped: skips.length,
    failures,
    skips,
  };
  const crash = whyCrashed(tally, total("pass") !== undefined, exitCode);
  return crash === undefined ? tally : add(tally, tallyCheck(crash, false));
}

function whyCrashed(tally: Tally, ended: boolean, exitCode: number): string | undefined {
  // AVA 8.0.1 breaks off where a test file hangs or calls process.exit, without saying which one
  // when it writes TAP; its other reporter does say.
  if (!ended) return `AVA broke off (exit code ${exitCode}): node toolchain/run.js ava tells where`;
  if (tally.failed > 0) return undefined;
  if (tally.passed + tally.skipped === 0) return "AVA ran no test";
  return exitCode === 0 ? undefined : `AVA failed with exit code ${exitCode}`;
}

const nothing: Tally = { passed: 0, failed: 0, skipped: 0, failures: [], skips: [] };

function add(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
    skips: [...a.skips, ...b.skips],
  };
}
