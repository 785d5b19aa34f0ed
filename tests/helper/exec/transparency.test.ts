import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import { cProgram } from "../c-program.ts";
import { testWithHelper, testWithKvm } from "../helper-test.ts";
import { built } from "../run-helper.ts";
import { fileOf, filters, temporaryDirectory } from "./vmm.ts";

/** How the program is started, by a shell script; "$@" is the program. */
const starts: readonly (readonly [string, string])[] = [
  ["plainly", 'exec "$@"'],
  ["with a pipe's end ignored", 'trap "" PIPE; exec "$@"'],
  ["with other signals ignored", 'trap "" HUP USR1 TERM CHLD; exec "$@"'],
  ["without stdin", 'exec "$@" <&-'],
  ["with more descriptors", 'exec "$@" 3</dev/null 7</dev/null 9</dev/null'],
  ["with a lower limit of descriptors", 'ulimit -S -n 60; exec "$@"'],
  ["with lower hard limits", 'ulimit -n 60; ulimit -u 5000; exec "$@"'],
  ["with LD_PRELOAD empty", 'LD_PRELOAD= exec "$@"'],
  ["with a library preloaded", 'LD_PRELOAD=libc.so.6 exec "$@"'],
  ["with many variables", 'A=1 LD_PRELOAD=libc.so.6 B= exec "$@"'],
  ["without the right to new privileges", 'exec setpriv --no-new-privs "$@"'],
];

const record = " /memfd:kvm-pmu-filter (deleted)";

const observer = () => cProgram(new URL("observer.c", import.meta.url));

for (const [how, script] of starts) {
  testWithKvm(`a VMM started ${how} finds what it would find without exec`, async (t) => {
    const program = [await observer(), "--vm", "-name", "a b", ""];
    const filter = ["--filter", fileOf(t, filters.three)];
    const direct = observed(script, program);
    t.regex(direct, /^no_new_privs/m);
    const args = [await built("checked"), "exec", ...filter, "--", ...program];
    const executed = observed(script, args).split("\n");
    const records = executed.filter((line) => line.endsWith(record));
    t.is(records.length, 1);
    t.is(executed.filter((line) => !records.includes(line)).join("\n"), direct);
  });
}

/** libvirt's, asking for capabilities; and those of a person. */
const askings: readonly (readonly string[])[] = [
  ["-S", "-no-user-config", "-nodefaults", "-nographic", "-machine", "none,accel=kvm:tcg"],
  ["-version"],
  ["-help"],
  [],
  ["-name", "unknown"],
  ["-uuid", "ffffffff-0000-0000-0000-000000000000"],
];

for (const args of askings) {
  testWithHelper(`passed through untouched: ${JSON.stringify(args)}`, async (t) => {
    const directory = filterDirectory(t);
    const program = [await observer(), ...args];
    const exec = [await built("checked"), "exec", "--filters", directory, "--", ...program];
    for (const [, script] of starts) t.is(observed(script, exec), observed(script, program));
  });
}

function filterDirectory(t: ExecutionContext): string {
  const directory = temporaryDirectory(t);
  for (const kind of ["by-name", "by-uuid"]) mkdirSync(join(directory, kind));
  return directory;
}

/* The helper that is tested does not mind what is preloaded. */
const env = { PATH: "/usr/bin:/bin", ASAN_OPTIONS: "verify_asan_link_order=0" };

/** What the program says of itself when it is started in this way. */
function observed(script: string, program: readonly string[]): string {
  const options = { encoding: "utf8", env } as const;
  const { status, stdout, stderr } = spawnSync("sh", ["-c", script, "sh", ...program], options);
  if (status !== 0) throw new Error(`${status}: ${stderr}`);
  // Pipes are others each time, and a shell tells what it starts.
  return stdout.replace(/(pipe|socket):\[\d+\]/g, "$1").replace(/^variable _=.*\n|\b_=\/\S*/gm, "");
}
