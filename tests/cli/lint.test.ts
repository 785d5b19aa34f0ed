import test from "ava";
import { files } from "./files.ts";
import { runInMemory, runJson } from "./run-in-memory.ts";

interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly line?: number;
}

const codes = ({ findings }: { findings: readonly Finding[] }) =>
  findings.map(({ code, severity, line }) => `${severity} ${code} ${line ?? ""}`.trim()).toSorted();

test("lint tells warnings with their lines, and exits with 0", async (t) => {
  const { exitCode, json } = await runJson(["lint", "deny.yaml"], { files });
  t.is(exitCode, 0);
  t.deepEqual(codes(json), [
    "warn DENY_UMASK_SUPERSET 5",
    "warn DENY_UMASK_ZERO 4",
    "warn DENY_WITHOUT_GENERAL_EVENT 7",
  ]);
  t.deepEqual([json.errors, json.warnings], [0, 3]);
});

test("lint tells an error among the warnings, and exits with 1", async (t) => {
  const { exitCode, json } = await runJson(["lint", "lint-error.yaml"], { files });
  t.is(exitCode, 1);
  t.deepEqual(codes(json), ["error MATCH_OUTSIDE_MASK 3", "warn DENY_UMASK_ZERO 4"]);
});

test("--lint and --max-warnings decide over the exit code", async (t) => {
  const exit = async (...args: string[]) =>
    (await runInMemory(["lint", "deny.yaml", ...args], { files })).exitCode;
  t.is(await exit("--max-warnings", "3"), 0);
  t.is(await exit("--max-warnings", "2"), 1);
  t.is(await exit("--max-warnings", "2", "--lint", "DENY_UMASK_ZERO=off"), 0);
  t.is(await exit("--lint", "DENY_UMASK_ZERO=error"), 1);
});

test("what the filter sets holds where no option does", async (t) => {
  const stdin = `${files["deny.yaml"]}lint: {DENY_UMASK_ZERO: error, DENY_UMASK_SUPERSET: off}\n`;
  const own = await runJson(["lint"], { stdin });
  t.deepEqual(codes(own.json), ["error DENY_UMASK_ZERO 4", "warn DENY_WITHOUT_GENERAL_EVENT 7"]);
  const { json } = await runJson(["lint", "--lint", "DENY_UMASK_ZERO=off"], { stdin });
  t.deepEqual(codes(json), ["warn DENY_WITHOUT_GENERAL_EVENT 7"]);
});

test("what KVM drops is an error of the lint", async (t) => {
  const { exitCode, json } = await runJson(["lint", "stray.hex"], { files });
  t.is(exitCode, 1);
  t.deepEqual(codes(json), ["error RAW_STRAY_BITS", "warn ALLOW_WITHOUT_GENERAL_EVENT"]);
});

test("more entries than fit are an error of the lint", async (t) => {
  const events = Array.from({ length: 301 }, (_, select) => `  - {select: ${select}, umask: 1}\n`);
  const stdin = `action: allow\ncpus: [amd]\nevents:\n${events.join("")}`;
  const { exitCode, json } = await runJson(["lint"], { stdin });
  t.is(exitCode, 1);
  t.is(json.findings[0].code, "TOO_MANY_ENTRIES");
});

for (const file of ["libvirt.log", "beside.txt", "action-2.hex"]) {
  test(`lint exits with 1 for ${file}, of which no filter comes`, async (t) => {
    t.is((await runInMemory(["lint", file], { files })).exitCode, 1);
  });
}
