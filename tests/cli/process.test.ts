import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { execa } from "execa";
import { commands } from "../../provider/cli/commands.ts";
import { commandHelp, programHelp } from "../../provider/cli/help/help-text.ts";

const root = join(import.meta.dirname, "..", "..");
const program = join(root, "pmufilter");
const web =
  "action: allow\ncpus: [intel]\nevents: [{name: branches}]\nfixedCounters: [ref-cycles]\n";

const pmufilter = (
  args: readonly string[],
  options: { readonly input?: string; readonly env?: Record<string, string> } = {},
) => execa(program, args, { reject: false, stripFinalNewline: false, input: "", ...options });

test("the program reads a pipe and writes one", async (t) => {
  const { exitCode, stdout, stderr } = await pmufilter(["encode", "--to", "kvm-struct"], {
    input: web,
  });
  t.is(exitCode, 0);
  t.is(stdout, `000000000100000004000000${"0".repeat(40)}c400000000000000\n`);
  t.is(stderr, "");
});

test("the program reads files, and /proc's command lines", async (t) => {
  const decoded = await pmufilter(["decode", join(root, "package.json")]);
  t.is(decoded.exitCode, 2);
  t.regex(decoded.stderr, /\[PROPERTY_UNKNOWN\]/);
  const own = await pmufilter(["decode", "--from", "command-line", `/proc/${process.pid}/cmdline`]);
  t.is(own.exitCode, 2);
  t.regex(own.stderr, /\[INPUT_UNKNOWN\]/);
});

const troubles: readonly [string, readonly string[], RegExp][] = [
  ["a file that is not there", ["lint", "/nowhere/at-all"], /\/nowhere\/at-all does not exist/],
  ["a directory", ["lint", root], /is a directory/],
  ["a part of the path that is no directory", ["lint", `${program}/x`], /is no directory/],
  ["a device without an end", ["lint", "/dev/zero"], /16 MiB/],
  ["nothing", ["lint", "/dev/null"], /nothing in it/],
  ["no command", [], /No command/],
];

for (const [what, args, text] of troubles) {
  test(`${what} is told in a sentence, and exits with 2`, async (t) => {
    const { exitCode, stdout, stderr } = await pmufilter(args);
    t.is(exitCode, 2);
    t.is(stdout, "");
    t.regex(stderr, text);
    t.notRegex(stderr, /^ {4}at /m);
  });
}

test("an output that cannot be written is told, and exits with 2", async (t) => {
  const { stderr, exitCode } = await execa({
    reject: false,
  })`sh -c ${`"$0" help >/dev/full`} ${program}`;
  t.is(exitCode, 2);
  t.regex(stderr, /could not be written: ENOSPC/);
  t.notRegex(stderr, /^ {4}at /m);
});

test("npm's script reads files from where npm was called", async (t) => {
  const INIT_CWD = join(root, "tests", "cli");
  const env = { npm_lifecycle_event: "pmufilter", INIT_CWD };
  const { stderr } = await pmufilter(["lint", "golden.txt"], { env });
  t.notRegex(stderr, /does not exist/);
});

test("megabytes of hexadecimal digits and deep YAML have a sentence, too", async (t) => {
  const long = await pmufilter(["decode"], { input: "00".repeat(5_000_000) });
  t.is(long.exitCode, 0);
  for (const input of ["[".repeat(20_000), `${"{a: ".repeat(5_000)}1${"}".repeat(5_000)}`]) {
    const { exitCode, stderr } = await pmufilter(["lint"], { input });
    t.is(exitCode, 2);
    t.regex(stderr, /nested too deeply/);
  }
});

test("a reader that goes away is no failure", async (t) => {
  const { stdout, stderr } = await execa`sh -c ${`"$0" events | head -1; exit 0`} ${program}`;
  t.regex(stdout, /^EVENT/);
  t.is(stderr, "");
});

test("--version is the package's", async (t) => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const args of [["--version"], ["encode", "--version"]]) {
    t.is((await pmufilter(args)).stdout, `${version}\n`);
  }
});

test("help is the same however it is asked for", async (t) => {
  for (const args of [["help"], ["--help"], ["-h"]]) {
    t.is((await pmufilter(args)).stdout, `${programHelp()}\n`);
  }
  const [encode] = commands;
  for (const args of [
    ["help", "encode"],
    ["encode", "--help"],
    ["encode", "nofile", "-h"],
  ]) {
    t.is((await pmufilter(args)).stdout, `${encode && commandHelp(encode)}\n`);
  }
});
