import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ExecutionContext } from "ava";
import { type Compilation, cProgram } from "../c-program.ts";
import { built } from "../run-helper.ts";
import { structBytes } from "../struct-bytes.ts";

/** The VMM of vmm.c. */
export const vmmProgram = (how: Compilation = {}) =>
  cProgram(new URL("vmm.c", import.meta.url), {
    ...how,
    flags: ["-pthread", ...(how.flags ?? [])],
  });

/** A VMM that was started with exec and has made its VMs. */
export interface RunningVmm {
  readonly pid: number;
  /** Its VMs' descriptors. */
  readonly vms: readonly number[];
  readonly child: ChildProcess;
  readonly stderr: () => string;
}

/** Starts a VMM with exec and waits until its VMs are there. */
export async function startVmm(
  t: ExecutionContext,
  execArgs: readonly string[],
  program: readonly string[],
): Promise<RunningVmm> {
  const args = ["exec", ...execArgs, "--", ...program];
  // A file, since a pipe's text may arrive after that of another one that was written later.
  const errors = join(temporaryDirectory(t), "stderr");
  const stderr = openSync(errors, "w");
  const child = spawn(await built("checked"), args, { env: {}, stdio: ["pipe", "pipe", stderr] });
  closeSync(stderr);
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error("The VMM has no pipes.");
  t.teardown(async () => {
    stdin.end();
    if (child.exitCode === null && child.signalCode === null) await once(child, "close");
  });
  const vms: number[] = [];
  for await (const line of createInterface({ input: stdout })) {
    const [word, number] = line.split(" ");
    if (word === "ready")
      return { pid: Number(number), vms, child, stderr: () => readFileSync(errors, "utf8") };
    vms.push(Number(number));
  }
  throw new Error(`The VMM ended: ${readFileSync(errors, "utf8")}`);
}

/** A directory that any user can read, gone after the test. */
export function temporaryDirectory(t: ExecutionContext): string {
  const directory = mkdtempSync(join(tmpdir(), "kvm-pmu-filter-exec-"));
  chmodSync(directory, 0o755);
  t.teardown(() => rmSync(directory, { recursive: true }));
  return directory;
}

/** A file with these bytes, in a directory of its own. */
export function fileOf(t: ExecutionContext, bytes: Uint8Array | string): string {
  const file = join(temporaryDirectory(t), "filter");
  writeFileSync(file, bytes);
  return file;
}

/** Filters that the kernel takes, and such that it refuses. */
export const filters = {
  three: structBytes({ events: [0xc0n, 0xc4n, 0xc5n] }),
  most: structBytes({ events: Array.from({ length: 300 }, (_, index) => BigInt(index)) }),
  tooMany: structBytes({ events: Array.from({ length: 301 }, (_, index) => BigInt(index)) }),
  badEntry: structBytes({ flags: 1, events: [1n << 40n] }),
} as const;

/** How stderr begins and ends where a VMM runs without its filter. */
export const warning =
  /^kvm-pmu-filter: warning: .* The VMM runs without the filter\. \[[A-Z0-9_, ]+\]\n$/;

/** The records that a process carries: for each its lines, by their first word. */
export function carriedRecords(pid: number): ReadonlyMap<string, string>[] {
  const directory = `/proc/${pid}/fd`;
  return readdirSync(directory)
    .filter((fd) => readlinkSync(join(directory, fd)) === "/memfd:kvm-pmu-filter (deleted)")
    .map((fd) => readFileSync(join(directory, fd), "latin1"))
    .map((text) => new Map(text.split("\n").map((line) => wordAndRest(line))));
}

function wordAndRest(line: string): [string, string] {
  const space = line.indexOf(" ");
  return space < 0 ? [line, ""] : [line.slice(0, space), line.slice(space + 1)];
}

/** Field 22 of /proc/PID/stat. */
export function startTimeOf(pid: number): string {
  const [, behind = ""] = /\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, "latin1")) ?? [];
  return behind.split(" ")[19] ?? "";
}
