import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { ExecutionContext } from "ava";
import { cProgram } from "./c-program.ts";

/** A process with VMs, tests/helper/vm-holder.c. */
export interface VmHolder {
  readonly pid: number;
  /** Field 22 of /proc/PID/stat. */
  readonly startTime: number;
  /** Has it do what a letter says, and tells its answer. */
  ask(letter: "v" | "d" | "c" | "f" | "t" | "n"): Promise<number>;
  kill(): Promise<void>;
}

/** How to start one. */
export interface Holding {
  /** Its arguments: it does not heed them, but others read them in /proc. */
  readonly args?: readonly string[];
  /** How many VMs it has; by default one. */
  readonly vms?: number;
  /** A program that becomes the holder, with its own arguments before the holder's path. */
  readonly through?: readonly string[];
  readonly file?: string;
}

/** The path of the program that holds VMs. */
export function vmHolderProgram(): Promise<string> {
  program ??= cProgram(new URL("vm-holder.c", import.meta.url), { flags: ["-pthread"] });
  return program;
}

let program: Promise<string> | undefined;

/** Starts a process that holds VMs, until the test ends. */
export async function holdVms(t: ExecutionContext, how: Holding = {}): Promise<VmHolder> {
  const { args = [], vms = 1, through = [] } = how;
  const [file = "", ...rest] = [...through, how.file ?? (await vmHolderProgram()), ...args];
  const child = spawn(file, rest, { stdio: ["pipe", "pipe", "inherit"] });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "close");
  };
  t.teardown(kill);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ask = async (letter: string) => {
    child.stdin.write(letter);
    const { value, done } = await lines.next();
    if (done) throw new Error(`vm-holder ended at ${letter}`);
    return Number(value);
  };
  for (let count = 0; count < vms; count += 1) await ask("v");
  const pid = child.pid ?? 0;
  // With no VM it may not have started yet.
  if (vms === 0) await ask("n");
  return { pid, startTime: startTimeOf(pid), ask, kill };
}

/** When a process began, in clock ticks since boot. */
export function startTimeOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
}
