import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { testWithHelper, testWithKvm } from "../helper-test.ts";
import { type Ended, jsonOf, runHelper } from "../run-helper.ts";
import { carriedRecords, filters, startVmm, temporaryDirectory, vmmProgram } from "./vmm.ts";

const object =
  '{"qom-type":"kvm-pmu-filter","id":"f0","action":"allow","events":[{"format":"raw","code":192}]}';
const two = `-object\n${object}\n`;
const four = `${two}-accel\nkvm,pmu-filter=f0\n`;
const list = "List of user creatable objects:\n  authz-list\n  kvm-pmu-filter\n  rng-random\n";
const named = ["-name", "web1"];

/* Command lines of QEMU, and what becomes of the -accel; null where the library is needed. */
const commandLines: readonly (readonly [readonly string[], readonly string[] | null])[] = [
  [
    ["-accel", "kvm"],
    ["-accel", "kvm,pmu-filter=f0"],
  ],
  [
    ["--accel", "kvm,thread=single"],
    ["--accel", "kvm,thread=single,pmu-filter=f0"],
  ],
  [
    ["-accel", "accel=kvm"],
    ["-accel", "accel=kvm,pmu-filter=f0"],
  ],
  [
    ["-accel", "kvm", "-accel", "tcg"],
    ["-accel", "kvm,pmu-filter=f0", "-accel", "tcg"],
  ],
  [
    ["-machine", "q35,usb=off", "-accel", "kvm", "-S"],
    ["-machine", "q35,usb=off", "-accel", "kvm,pmu-filter=f0", "-S"],
  ],
  [
    ["-append", "-accel", "-accel", "kvm"],
    ["-append", "-accel", "-accel", "kvm,pmu-filter=f0"],
  ],
  [
    ["-object", "rng-random,id=a", "-accel", "kvm"],
    ["-object", "rng-random,id=a", "-accel", "kvm,pmu-filter=f0"],
  ],
  [[], null],
  [["-accel", "tcg"], null],
  [["-accel", "kvm", "-accel", "kvm"], null],
  [["-accel", "kvm", "-enable-kvm"], null],
  [["-accel", "kvm", "-machine", "q35,accel=kvm"], null],
  [["-M", "accel=kvm:tcg,usb=off", "-accel", "kvm"], null],
  [["-accel", "kvm", "-readconfig", "more.cfg"], null],
  [["-accel", "kvm,pmu-filter=own"], null],
  [["-accel", "kvm", "-object", object], null],
  [["-append", "-accel", "kvm"], null],
  [["-option-of-2040", "-accel", "kvm"], null],
];

for (const [args, linked] of commandLines) {
  const what = linked === null ? "does not get" : "gets";
  testWithHelper(`a QEMU that has the object ${what} it: ${args.join(" ")}`, async (t) => {
    const ended = await execStandIn(t, args);
    if (linked === null) return needsLibrary(t, ended);
    t.like(ended, { code: 0, stderr: "" });
    t.deepEqual(ended.stdout.split("\n"), ["-object", object, ...named, ...linked, ""]);
  });
}

/* What the program answers to -object help. */
const answers: readonly (readonly [string, string, boolean])[] = [
  ["a list with the object", `printf '${list}'`, true],
  ["the object first", "printf ' kvm-pmu-filter\\n'; exit 1", true],
  ["a list without it", `printf '${list.replace("kvm-pmu-filter", "kvm-pmu-filters")}'`, false],
  ["its name without white space", "echo kvm-pmu-filter", false],
  ["its name on stderr", "echo ' kvm-pmu-filter' >&2", false],
  ["nothing", ":", false],
  ["what it reads from stdin", "cat", false],
  ["a flood", "head -c 1000000 /dev/zero; echo; echo ' kvm-pmu-filter'", false],
  ["a list, and runs on without its stdout", `printf '${list}'; exec sleep 60 >/dev/null`, true],
];

for (const [what, answer, has] of answers) {
  testWithHelper(`whether a QEMU has the object, by its answer: ${what}`, async (t) => {
    const ended = await execStandIn(t, ["-accel", "kvm"], { answer });
    if (!has) return needsLibrary(t, ended);
    t.is(ended.stdout.split("\n")[0], "-object");
  });
}

testWithHelper("a QEMU that never answers is not waited for", async (t) => {
  needsLibrary(t, await execStandIn(t, ["-accel", "kvm"], { answer: "exec sleep 600" }));
});

testWithHelper("the object is for --filters without --optional", async (t) => {
  const optional = ["--optional"];
  const ended = await execStandIn(t, ["-accel", "kvm"], { exec: optional });
  t.deepEqual(ended.stdout.split("\n"), [...named, "-accel", "kvm", ""]);
  t.regex(ended.stderr, /\[PROGRAM_UNUSABLE\]\n$/);
  const { directory, qemu } = standIn(t);
  const filter = ["--filter", join(directory, "by-name", "web1")];
  const program = ["--", qemu, ...named, "-accel", "kvm"];
  needsLibrary(t, await runHelper(["exec", ...filter, ...program], { env: process.env }));
});

/* What is in the file, and whether it is one of arguments. */
const texts: readonly (readonly [string, string, boolean])[] = [
  ["two lines", two, true],
  ["four lines", four, true],
  ["no newline at the end", four.trimEnd(), true],
  ["single quotes", two.replaceAll('"', "'"), true],
  ["nothing", "", false],
  ["one line", "-object\n", false],
  ["three lines", `${two}-accel\n`, false],
  ["five lines", `${four}-S\n`, false],
  ["an empty line", `${two}\n`, false],
  ["another ID in the link", four.replace("=f0", "=f1"), false],
  ["another accelerator", four.replace("kvm,", "tcg,"), false],
  ["another option", two.replace("-object", "-device"), false],
  ["another type", two.replace("kvm-pmu-filter", "rng-random"), false],
  ["an ID that is none", two.replace('"f0"', '"f0,x=y"'), false],
  ["no ID", two.replace('"id"', '"ID"'), false],
  ["no JSON", "-object\nkvm-pmu-filter,id=f0\n", false],
  ["a zero byte", two.replace("allow", "al\0low"), false],
  ["more than an argument may have", two.replace(":", `:${" ".repeat(140_000)}`), false],
];

for (const [what, text, good] of texts) {
  testWithHelper(`the file with QEMU's arguments: ${what}`, async (t) => {
    const ended = await execStandIn(t, ["-accel", "kvm"], { text });
    if (good) {
      const [option, value] = ended.stdout.split("\n");
      t.deepEqual([ended.code, option, value], [0, "-object", text.split("\n")[1]]);
    } else {
      t.is(ended.code, 3);
      t.like(jsonOf(ended), { error: { code: "FILTER_FILE_UNREADABLE" } });
    }
  });
}

testWithHelper("a directory in the place of QEMU's arguments is told", async (t) => {
  const { directory, qemu } = standIn(t, { text: null });
  mkdirSync(join(directory, "by-name", "web1.qemu"));
  const ended = await runHelper(["exec", "--filters", directory, "--", qemu, ...named]);
  t.is(ended.code, 3);
});

testWithHelper("what pmufilter encode writes for QEMU reaches the stand-in of one", async (t) => {
  const root = new URL("../../..", import.meta.url).pathname;
  const encoded = spawnSync(join(root, "pmufilter"), ["encode", "--to", "qemu-arguments"], {
    encoding: "utf8",
    input: "{action: deny, events: [{select: 0xc4, umask: 0x20}], fixedCounters: [cycles]}\n",
  });
  // It knows the options that are about filters, and no others.
  const run = `option=$1 json=$2; shift 4
    exec ${process.execPath} ${join(root, "tests/stand-in/qemu.ts")} "$option" "$json" "$@"`;
  const ended = await execStandIn(t, ["-accel", "kvm"], { run, text: encoded.stdout });
  t.is(ended.code, 0, encoded.stderr + ended.stderr);
  t.like(JSON.parse(ended.stdout), { action: 1, nevents: 1, fixed_counter_bitmap: 2 });
});

testWithKvm("a VMM that has no such object gets the library, with the file there", async (t) => {
  const { directory } = standIn(t);
  const program = [await vmmProgram(), ...named, "-accel", "kvm"];
  const vmm = await startVmm(t, ["--filters", directory], program);
  const hex = Buffer.from(filters.three).toString("hex");
  t.deepEqual(
    carriedRecords(vmm.pid).map((record) => record.get("filter")),
    [hex],
  );
  const command = readFileSync(`/proc/${vmm.pid}/cmdline`, "utf8");
  t.deepEqual(command.split("\0").slice(0, -1), program);
});

for (const name of ["web1.qemu", "web1.pmufilter.json"]) {
  testWithHelper(`a file beside filters is no filter for a VM of its name: ${name}`, async (t) => {
    const { directory, qemu } = standIn(t);
    writeFileSync(join(directory, "by-name", "web1.pmufilter.json"), "{}");
    const ended = await runHelper(["exec", "--filters", directory, "--", qemu, "-name", name]);
    t.deepEqual(ended, { code: 0, stdout: `-name\n${name}\n`, stderr: "" });
  });
}

interface StandIn {
  /** Of the file beside the filter's; null for none. */
  readonly text?: string | null;
  /** What the program does for -object help, and for anything else. */
  readonly answer?: string;
  readonly run?: string;
  readonly exec?: readonly string[];
}

/** A directory of filters, and a script in the place of a QEMU: it prints its arguments. */
function standIn(t: ExecutionContext, how: StandIn = {}) {
  const { text = two, answer = `printf '${list}'`, run = "printf '%s\\n' \"$@\"" } = how;
  const directory = temporaryDirectory(t);
  mkdirSync(join(directory, "by-name"));
  writeFileSync(join(directory, "by-name", "web1"), filters.three);
  if (text !== null) writeFileSync(join(directory, "by-name", "web1.qemu"), text);
  const qemu = join(directory, "qemu");
  writeFileSync(
    qemu,
    `#!/bin/sh\nif [ "$*" = "-object help" ]; then\n${answer}\nexit\nfi\n${run}\n`,
  );
  chmodSync(qemu, 0o755);
  return { directory, qemu };
}

function execStandIn(
  t: ExecutionContext,
  args: readonly string[],
  how: StandIn = {},
): Promise<Ended> {
  const { directory, qemu } = standIn(t, how);
  const exec = ["exec", ...(how.exec ?? []), "--filters", directory, "--", qemu];
  return runHelper([...exec, ...named, ...args], { env: process.env });
}

/* A script is none that the library can be preloaded into. */
function needsLibrary(t: ExecutionContext, ended: Ended): void {
  t.is(ended.code, 6);
  t.like(jsonOf(ended), { error: { code: "PROGRAM_UNUSABLE" } });
}
