import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { ExecutionContext } from "ava";
import { scratch } from "../../executor/scratch.ts";
import { cProgram } from "../c-program.ts";
import { built, type Ended, jsonOf, runHelper, type Way } from "../run-helper.ts";
import { structBytes } from "../struct-bytes.ts";
import type { Apply } from "./running-vm.ts";

/** A program of victims/, which has a VM and looks for itself whether it comes to harm. */
export interface Victim {
  /** Of the process with the VM. */
  readonly pid: number;
  /** A directory for the records of what is applied to it. */
  readonly records: string;
  /** What /proc says of its first thread: its state's letter, and its signals. */
  readonly look: () => { readonly state: string; readonly signals: string };
  /** How many seccomp filters its first thread has; 1 in strict mode, too. */
  readonly filters: () => number;
  /** Waits until it is as it was when it was ready: in the state, and with the signal masks. */
  readonly settled: () => Promise<void>;
  /** Writes a byte to its stdin: most end then. */
  readonly say: () => void;
  /** Its exit code or signal, and the last line that it said. */
  readonly end: () => Promise<readonly [number | string, string]>;
}

/** A victim that came to no harm. */
export const unharmed = [0, "unharmed"] as const;

const programs = new Map<string, Promise<string>>();

function victimProgram(name: string): Promise<string> {
  const known = programs.get(name);
  if (known !== undefined) return known;
  const file = (base: string) => new URL(`victims/${base}`, import.meta.url).pathname;
  const parts = ["victim.c", "victim.h", ...globSync(`${name}{.h,_*.c}`, { cwd: file("") })];
  const hash = createHash("sha256");
  for (const part of parts) hash.update(readFileSync(file(part)));
  const version = `-DVICTIM=${hash.digest("hex").slice(0, 8)}`;
  const sources = parts.filter((part) => part.endsWith(".c")).map(file);
  const flags = ["-std=c17", "-D_GNU_SOURCE", "-pthread", version, ...sources];
  const program = cProgram(file(`${name}.c`), { flags });
  programs.set(name, program);
  return program;
}

/**
 * Has the tests of a file run one after the other: a victim that waits for a given time is to be
 * applied to meanwhile.
 */
export function inTurn(work: (t: ExecutionContext) => Promise<void>): typeof work {
  return (t) => {
    const turn = last.then(() => work(t));
    last = turn.catch(() => {});
    return turn;
  };
}

let last: Promise<void> = Promise.resolve();

/** Starts `compute`, or `wait ppoll`, and waits until it is ready. */
export async function startVictim(t: ExecutionContext, what: string): Promise<Victim> {
  const [name = "", ...args] = what.split(" ");
  const child = spawn(await victimProgram(name), args, { stdio: ["pipe", "pipe", "inherit"] });
  const closed = once(child, "close");
  t.teardown(() => {
    child.kill("SIGCONT");
    child.kill("SIGKILL");
  });
  const lines: string[] = [];
  const reader = createInterface(child.stdout);
  let pid = child.pid ?? 0;
  await new Promise<void>((resolve, reject) => {
    reader.on("line", (line) => {
      lines.push(line);
      if (line.startsWith("child ")) pid = Number(line.slice("child ".length));
      if (line.startsWith("ready ")) resolve();
    });
    reader.once("close", () => reject(new Error(`${what}: ${lines.join("; ")}`)));
  });
  // It may already be gone.
  child.stdin.on("error", () => {});
  const look = () => lookAt(pid);
  const computes = name === "compute" || name === "sequence";
  // Ready is said just before it waits.
  if (!computes) await until(() => "SZ".includes(look().state));
  const before = look();
  // One that computes is not always running.
  const hasState = () => (computes ? "RS" : before.state).includes(look().state);
  return {
    pid,
    records: `${scratch(t)}/records`,
    look,
    filters: () => filtersOf(pid),
    settled: () => until(() => look().signals === before.signals && hasState()),
    say: () => child.stdin.write("x"),
    end: async () => {
      const [code, signal] = await closed;
      return [code ?? signal, lines.at(-1) ?? ""];
    },
  };
}

function filtersOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  if (/^Seccomp:\s*1$/m.test(status)) return 1;
  return Number(/^Seccomp_filters:\s*(\d+)$/m.exec(status)?.[1] ?? 0);
}

function lookAt(pid: number) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const [, state = ""] = /^State:\s*(\S)/m.exec(status) ?? [];
  return { state, signals: (status.match(/^(Sig|Shd)(Blk|Pnd):.*$/gm) ?? []).join(" ") };
}

/** Waits for something that takes milliseconds, for up to 20 seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries === 4_000) throw new Error("it does not come to be");
    await sleep(5);
  }
}

const filter = structBytes({ action: 1, events: [0xc0n, 0x3cn] });

/** Sets a filter in the VM of a victim. */
export function applyTo(victim: Victim, args: readonly string[] = [], way: Way = {}) {
  const all = ["apply", "--pid", String(victim.pid), "--records", victim.records, ...args];
  return runHelper(all, { input: filter, ...way });
}

/** The code of its error; "" if it has none. */
export const errorCode = (ended: Ended): string => jsonOf<Apply>(ended).error?.code ?? "";

/**
 * The steps of an injection, at which the `faulty` build can be killed or held up; without the one
 * that it passes only where another one traces.
 */
export async function faultPoints(): Promise<readonly string[]> {
  const env = { KVM_PMU_FILTER_FAULT: "list" };
  const { stdout } = await runHelper([], { file: await built("faulty"), env });
  return stdout.split("\n").filter((point) => point !== "" && point !== "SEIZE_FAILED");
}

/** A helper that stands still at a step. */
export interface HeldHelper {
  readonly signal: (name: NodeJS.Signals) => void;
  /** Lets it go on, and waits for its end. */
  readonly goOn: () => Promise<Ended>;
}

/** Starts to set a filter, up to a step. */
export async function holdAt(
  t: ExecutionContext,
  victim: Victim,
  point: string,
): Promise<HeldHelper> {
  const env = { KVM_PMU_FILTER_FAULT: `hold:${point}` };
  const args = ["apply", "--pid", String(victim.pid), "--records", victim.records];
  const child = spawn(await built("faulty"), args, { env });
  t.teardown(() => child.kill("SIGKILL"));
  const closed = once(child, "close");
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  child.stdin.end(filter);
  await until(() => child.exitCode !== null || lookAt(child.pid ?? 0).state === "T");
  return {
    signal: (name) => child.kill(name),
    goOn: async () => {
      child.kill("SIGCONT");
      const [code, signal] = await closed;
      return { code: code ?? signal, stdout, stderr };
    },
  };
}
