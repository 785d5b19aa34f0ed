import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Ended } from "../run-helper.ts";
import { type InitramfsFile, initramfs } from "./initramfs.ts";

/** A command of the emulated host. */
export interface HostCommand {
  readonly argv: readonly string[];
  readonly stdin?: Uint8Array | string;
}

/** What is needed to start the host: a kernel, the program `init`, and all other files. */
export interface HostParts {
  readonly qemu: string;
  readonly kernel: string;
  readonly init: Uint8Array;
  readonly files: readonly InitramfsFile[];
}

const limitMilliseconds = 240_000;

/**
 * Starts an emulated arm64 machine with EL2 and a PMU, has it run commands one after the other
 * (init.c), and returns what became of them.
 *
 * @throws {Error} with the end of what it wrote on its console, if it did not come to its end
 */
export async function runOnEmulatedHost(
  { qemu, kernel, init, files }: HostParts,
  commands: readonly HostCommand[],
): Promise<readonly Ended[]> {
  const directory = mkdtempSync(join(tmpdir(), "pmufilter-arm64-"));
  try {
    const archive = join(directory, "initramfs");
    const all = [{ path: "init", content: init }, ...files, ...commands.flatMap(filesOf)];
    writeFileSync(archive, initramfs(all, ["proc", "sys", "dev", "tmp", "run"]));
    return endedCommands(await consoleOf(qemu, kernel, archive), commands.length);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function filesOf({ argv, stdin = "" }: HostCommand, index: number): readonly InitramfsFile[] {
  const path = `commands/${index}`;
  return [
    { path: `${path}/argv`, content: argv.map((argument) => `${argument}\0`).join("") },
    { path: `${path}/stdin`, content: stdin },
  ];
}

/** Everything that the machine wrote on its console until it was switched off. */
function consoleOf(qemu: string, kernel: string, archive: string): Promise<string> {
  const machine = ["-machine", "virt,virtualization=on,gic-version=3", "-cpu", "max", "-m", "1024"];
  const devices = ["-nographic", "-nic", "none", "-no-reboot"];
  const boot = ["-kernel", kernel, "-initrd", archive, "-append", "console=ttyAMA0 quiet panic=-1"];
  const child = spawn(qemu, [...machine, ...devices, ...boot], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => child.kill("SIGKILL");
  const timer = setTimeout(kill, limitMilliseconds);
  process.once("exit", kill);
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      clearTimeout(timer);
      process.off("exit", kill);
      resolve(Buffer.concat(chunks).toString("latin1"));
    });
  });
}

function endedCommands(text: string, count: number): readonly Ended[] {
  const lines = [...text.matchAll(/@@ (\d+) (-?\d+) ([0-9a-f]+|-) ([0-9a-f]+|-)\r?\n/g)];
  if (!text.includes("@@ end") || lines.length !== count) {
    throw new Error(`the emulated host did not come to its end: ...${text.slice(-3000)}`);
  }
  return lines.map(([, , code = "", stdout = "", stderr = ""]) => ({
    code: Number(code),
    stdout: textOf(stdout),
    stderr: textOf(stderr),
  }));
}

function textOf(digits: string): string {
  return digits === "-" ? "" : Buffer.from(digits, "hex").toString("utf8");
}
