import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readSync, writeFileSync, writeSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { execa } from "execa";
import { encodeKvmStructHex } from "../provider/encoding/kvm-struct-hex.ts";
import { findExecutable } from "../toolchain/executable.js";
import { builtHelper, missingForHelper } from "../toolchain/helper.ts";

/*
 * How long a process stands still while a filter is set in its VM: by kvm-pmu-filter, beside the
 * least that a tracer can do and beside gdb, on the same victim in turns.
 */

/** One way of making a process call, and what it did to the process; microseconds. */
interface Contender {
  readonly name: string;
  /** For how long it says that the thread stood still; NaN if it does not say. */
  run(): Promise<number>;
  /** What the victim saw, added by {@link benchApply}. */
  readonly still: number[];
  readonly gaps: number[];
}

const rounds = 100;

/* The victim has a CPU to itself, so that what is measured is not who gets that CPU when. */
const cpus = availableParallelism();
const alone = ["--cpu-list", "0"];
const apart = ["--cpu-list", cpus > 1 ? `1-${cpus - 1}` : "0"];

/** Why it cannot be run here. */
export function missingForApply(): string | undefined {
  if (process.arch !== "x64") return "it is for x86-64";
  if (process.getuid?.() !== 0) return "only root may trace any process";
  if (!findExecutable("gdb", process.env["PATH"] ?? "")) return "there is no gdb on PATH";
  return missingForHelper("all");
}

/** Prints medians and 99th percentiles, and the ratio of the medians to the floor's. */
export async function benchApply(directory: string): Promise<void> {
  const victim = await startVictim(directory);
  try {
    const contenders = await contendersFor(victim, directory);
    for (let round = 0; round <= rounds; round += 1) {
      for (const { run, still, gaps } of contenders) {
        victim.forgetGap();
        const taken = await run();
        if (round === 0) continue;
        gaps.push(victim.longestGap());
        still.push(Number.isNaN(taken) ? victim.longestGap() : taken);
      }
    }
    print(contenders);
  } finally {
    victim.end();
  }
}

async function contendersFor(victim: Victim, directory: string): Promise<readonly Contender[]> {
  const floor = await compile(directory, "floor");
  const helper = await builtHelper("all");
  const pid = String(victim.pid);
  const filter = encodeKvmStructHex({
    action: 0,
    flags: 0,
    fixedCounterBitmap: 3,
    events: [0xc4n],
  });
  const apply = ["apply", "--pid", pid, "--records", join(directory, "records")];
  const call = `call (int)ioctl(${victim.vmFd}, 0x4020aeb2, &filter)`;
  return [
    contender("floor: bare ptrace", async () => {
      const { stdout } = await execa("taskset", [...apart, floor, pid, victim.callAddress]);
      return Number(stdout) / 1000;
    }),
    contender("kvm-pmu-filter apply", async () => {
      const { stdout } = await execa("taskset", [...apart, helper, ...apply], { input: filter });
      return JSON.parse(stdout).stoppedMicroseconds;
    }),
    contender("peer: gdb", async () => {
      const gdb = ["gdb", "-nx", "-batch", "-p", pid, "-ex", call];
      const { stdout } = await execa("taskset", [...apart, ...gdb]);
      if (!stdout.includes("$1 = 0")) throw new Error(`gdb: ${stdout}`);
      return Number.NaN;
    }),
  ];
}

const contender = (name: string, run: () => Promise<number>): Contender => ({
  name,
  run,
  still: [],
  gaps: [],
});

interface Victim {
  readonly pid: number;
  readonly vmFd: string;
  readonly callAddress: string;
  forgetGap(): void;
  /** Microseconds. */
  longestGap(): number;
  end(): void;
}

async function startVictim(directory: string): Promise<Victim> {
  const file = join(directory, "longest-gap");
  writeFileSync(file, new Uint8Array(8));
  const program = await compile(directory, "victim");
  const child = spawn("taskset", [...alone, program, file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [vmFd = "", callAddress = ""] = (await firstLine(child)).split(" ");
  const gap = openSync(file, "r+");
  const bytes = Buffer.alloc(8);
  return {
    pid: child.pid ?? 0,
    vmFd,
    callAddress,
    forgetGap: () => writeSync(gap, new Uint8Array(8), 0, 8, 0),
    longestGap() {
      readSync(gap, bytes, 0, 8, 0);
      return Number(bytes.readBigUInt64LE()) / 1000;
    },
    end() {
      child.kill("SIGKILL");
      closeSync(gap);
    },
  };
}

async function firstLine(child: ChildProcessByStdio<null, Readable, null>): Promise<string> {
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "close").then(() => {
    throw new Error("the victim ended: has it /dev/kvm?");
  });
  const [line] = await Promise.race([once(lines, "line"), ended]);
  return line;
}

async function compile(directory: string, name: string): Promise<string> {
  mkdirSync(directory, { recursive: true });
  const program = join(directory, name);
  const source = join(import.meta.dirname, "apply", `${name}.c`);
  await execa("cc", ["-std=gnu17", "-O2", "-Wall", "-Wextra", "-Werror", "-o", program, source]);
  return program;
}

function print(contenders: readonly Contender[]): void {
  const heads = ["least", "p50", "p99", "gap p50", "gap p99", "gap max", "ratio"];
  console.log(
    `\nA process stands still while a filter is set in its VM, us (${rounds} times each)`,
  );
  console.log(`  ${"".padEnd(22)}${heads.map((head) => head.padStart(10)).join("")}`);
  const first = percentile(contenders[0]?.still ?? [], 50);
  for (const { name, still, gaps } of contenders) {
    const cells = [
      ...[0, 50, 99].map((share) => percentile(still, share).toFixed(0)),
      ...[50, 99, 100].map((share) => percentile(gaps, share).toFixed(0)),
      `${(percentile(still, 50) / first).toFixed(2)} x`,
    ];
    console.log(`  ${name.padEnd(22)}${cells.map((cell) => cell.padStart(10)).join("")}`);
  }
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const index = Math.ceil((sorted.length * share) / 100) - 1;
  return sorted[Math.max(0, index)] ?? Number.NaN;
}
