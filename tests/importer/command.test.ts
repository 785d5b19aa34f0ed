import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import type { IndexRow } from "../../importer/catalogue/index-file.ts";
import { copyOf, fixture, runImporter, scratch } from "./import-command.ts";

const x86 = "tools/perf/pmu-events/arch/x86";

function readJson<T>(...path: readonly string[]): T {
  return JSON.parse(readFileSync(join(...path), "utf8")) as T;
}

interface CoreFile {
  readonly source: Record<string, string>;
  readonly added?: readonly Record<string, string>[];
  readonly events: Record<string, string>;
}

test("a core type's file has its source, and its events by name, one per line", async (t) => {
  const out = scratch();
  const { exitCode } = await runImporter(fixture("kernel"), "--out", out, "--only", "examplex");
  t.is(exitCode, 0);
  const text = readFileSync(join(out, "intel", "examplex.json"), "utf8");
  const { source, events } = JSON.parse(text) as CoreFile;
  t.like(source, { package: "linux", version: "9.8.7-rc6", licence: "GPL-2.0", revision: "v3" });
  t.deepEqual(Object.keys(events), Object.keys(events).toSorted());
  t.is(text.match(/^ {4}"[A-Z.]+": "[^"]+",?$/gm)?.length, 6);
  t.is(events["OLD.APPLES"], "c4/20");
});

test("the user's word on package, version and licence goes first", async (t) => {
  const out = scratch();
  const said = ["--package", "linux-source-9", "--version", "9.8-1~x", "--licence", "X-1"];
  await runImporter(fixture("kernel"), "--out", out, "--only", "zen9", ...said);
  const { source } = readJson<CoreFile>(out, "amd", "zen9.json");
  t.like(source, { package: "linux-source-9", version: "9.8-1~x", licence: "X-1" });
});

test("a Debian source package tells its own name and version", async (t) => {
  const [source, out] = [copyOf("libpfm4"), scratch()];
  mkdirSync(join(source, "debian"));
  writeFileSync(join(source, "debian", "changelog"), "libpfm9 (9.1+git2-3) sid; urgency=low\n");
  await runImporter(source, "--out", out);
  const file = readJson<CoreFile>(out, "amd", "zen9.json");
  t.like(file.source, { package: "libpfm9", version: "9.1+git2-3", licence: "MIT" });
});

test("an import leaves the index's other core types alone", async (t) => {
  const out = scratch();
  await runImporter(fixture("kernel"), "--out", out, "--only", "zen9,examplex");
  await runImporter(fixture("perfmon"), "--out", out, "--only", "EXA", "--only", "ADL");
  const index = readJson<readonly IndexRow[]>(out, "index.json");
  t.deepEqual(
    index.map(({ cpu }) => cpu),
    ["ADL-atom", "ADL-core", "EXA", "examplex", "zen9"],
  );
  t.deepEqual(
    index.map(({ file }) => file),
    [
      "intel/ADL-atom.json",
      "intel/ADL-core.json",
      "intel/EXA.json",
      "intel/examplex.json",
      "amd/zen9.json",
    ],
  );
});

test("--add keeps a core type's names, CPUs and source, and adds those it lacks", async (t) => {
  const out = scratch();
  await runImporter(fixture("kernel"), "--out", out, "--only", "zen9");
  const { exitCode } = await runImporter(
    fixture("libpfm4"),
    "--out",
    out,
    "--add",
    "--only",
    "zen9",
  );
  t.is(exitCode, 0);
  const { source, added, events } = readJson<CoreFile>(out, "amd", "zen9.json");
  t.is(source["package"], "linux");
  t.deepEqual(
    added?.map((one) => one["package"]),
    ["libpfm4"],
  );
  t.like(events, { ex_plums: "00/f0", BREADS: "1cf/00" });
  t.deepEqual(readJson<readonly IndexRow[]>(out, "index.json")[0]?.cpuid, [
    "AuthenticAMD-99-[[:xdigit:]]+",
  ]);
});

test("--add a second time changes nothing", async (t) => {
  const out = scratch();
  await runImporter(fixture("kernel"), "--out", out, "--only", "zen9");
  const add = () => runImporter(fixture("libpfm4"), "--out", out, "--add", "--only", "zen9");
  await add();
  const before = readFileSync(join(out, "amd", "zen9.json"), "utf8");
  t.is((await add()).exitCode, 0);
  t.is(readFileSync(join(out, "amd", "zen9.json"), "utf8"), before);
});

test("the report names each core type, and what it leaves out with the reason", async (t) => {
  const { stderr } = await runImporter(fixture("kernel"), "--out", scratch());
  t.regex(stderr, /examplex: 6 events/);
  t.regex(stderr, /\(uncore\)/);
  t.regex(stderr, /\(no-code\): PEARS\.LOST\b/);
  t.regex(stderr, /\(standard-event-unknown\): NOT_THERE/);
});

test("--json is the same report for programs", async (t) => {
  const args = ["--out", scratch(), "--only", "examplex", "--json"];
  const { stdout } = await runImporter(fixture("kernel"), ...args);
  const report = JSON.parse(stdout) as {
    version: number;
    sources: { kind: string; cores: Record<string, unknown>[] }[];
  };
  t.is(report.version, 1);
  t.is(report.sources[0]?.kind, "kernel");
  t.like(report.sources[0]?.cores[0], {
    cpu: "examplex",
    events: 6,
    written: true,
    unreadable: [],
    leftOut: { "no-code": ["PEARS.LOST"], uncore: ["UNC_CART.FULL", "UNC_CART.EMPTY"] },
  });
});

test("--list tells the core types and writes nothing", async (t) => {
  const out = scratch();
  const { exitCode, stdout } = await runImporter(fixture("kernel"), "--list", "--out", out);
  t.is(exitCode, 0);
  t.regex(stdout, /^zen9\tZen 9\t.*AuthenticAMD/m);
  t.deepEqual(readdirSync(out), []);
});

test("a file that cannot be read fails the import and leaves its core type as it was", async (t) => {
  const [source, out] = [copyOf("kernel"), scratch()];
  writeFileSync(join(source, x86, "examplex", "broken.json"), '[{"EventName":');
  const { exitCode, stderr } = await runImporter(source, "--out", out);
  t.is(exitCode, 1);
  t.regex(stderr, /FAILED.*broken\.json/);
  t.deepEqual(readdirSync(join(out, "intel")), ["ADL-atom.json", "ADL-core.json"]);
});

test("a core type without events fails the import", async (t) => {
  const source = copyOf("kernel");
  writeFileSync(join(source, x86, "amdzen9", "core.json"), "[]");
  const { exitCode, stderr } = await runImporter(source, "--out", scratch());
  t.is(exitCode, 1);
  t.regex(stderr, /zen9: 0 events, NOT WRITTEN/);
});

test("a directory that the mapfile names and that is not there fails the import", async (t) => {
  const source = copyOf("kernel");
  rmSync(join(source, x86, "amdzen9"), { recursive: true });
  const { exitCode, stderr } = await runImporter(source, "--out", scratch());
  t.is(exitCode, 1);
  t.regex(stderr, /FAILED.*amdzen9/);
});

test("a directory that the mapfile does not name is imported without CPUs, and told", async (t) => {
  const [source, out] = [copyOf("kernel"), scratch()];
  const extra = join(source, x86, "extra");
  mkdirSync(extra);
  writeFileSync(join(extra, "core.json"), '[{"EventName":"X.Y","EventCode":"0x1"}] and text');
  const { exitCode, stderr } = await runImporter(source, "--out", out);
  t.is(exitCode, 0);
  t.regex(stderr, /note: extra is not in mapfile\.csv/);
  t.regex(stderr, /note: .*core\.json: text behind the JSON/);
  t.deepEqual(readJson<CoreFile>(out, "intel", "extra.json").events, { "X.Y": "01/00" });
});

for (const [what, args] of [
  ["no source", []],
  ["a source that is not there", [join(fixture("kernel"), "elsewhere")]],
  ["a directory that is no source", [import.meta.dirname]],
  ["an unknown option", [fixture("kernel"), "--all"]],
  ["an unknown core type", [fixture("kernel"), "--only", "zen8", "--out", scratch()]],
] as const) {
  test(`${what} is a mistake in the arguments`, async (t) => {
    const { exitCode, stderr } = await runImporter(...args);
    t.is(exitCode, 2);
    t.regex(stderr, /^import: /);
    t.notRegex(stderr, /\n\s+at /);
  });
}

test("a source that does not tell its version needs --version", async (t) => {
  const [source, out] = [copyOf("kernel"), scratch()];
  rmSync(join(source, "Makefile"));
  t.is((await runImporter(source, "--out", out)).exitCode, 2);
  t.deepEqual(readdirSync(out), []);
  t.is((await runImporter(source, "--out", out, "--version", "9")).exitCode, 0);
});

test("--help tells the options", async (t) => {
  const { exitCode, stdout } = await runImporter("--help");
  t.is(exitCode, 0);
  t.regex(stdout, /--only/);
});
