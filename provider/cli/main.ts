import { writeSync } from "node:fs";
import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { exitCodes } from "./exit-code.ts";
import { run } from "./run.ts";
import type { World } from "./world.ts";

/**
 * The program `pmufilter`: the one place where it reads and writes.
 *
 * @param args - without the program's name
 */
export async function main(args: readonly string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", leave);
  process.exitCode = await run(args, processWorld);
}

const processWorld: World = {
  readFile,
  readStdin: () => readAll(process.stdin),
  stdinIsTerminal: process.stdin.isTTY === true,
  stdoutIsTerminal: process.stdout.isTTY === true,
  noColour: process.env["NO_COLOR"],
  writeOutput: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
};

async function readFile(path: string): Promise<Uint8Array> {
  const file = await open(fromCaller(path));
  try {
    return await readAll(file.createReadStream({ autoClose: false }));
  } finally {
    await file.close();
  }
}

/** A filter is small; a device without an end is none. */
const most = 16 * 1024 * 1024;

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > most) throw Object.assign(new Error("too large"), { code: "EFBIG" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** npm runs scripts in the project's directory; a relative path is meant from where npm was called. */
function fromCaller(path: string): string {
  const { npm_lifecycle_event: script, INIT_CWD: caller } = process.env;
  return script === "pmufilter" && caller !== undefined ? resolve(caller, path) : path;
}

/** A reader such as head(1) that has seen enough is no mistake of anyone; a full disk is told. */
function leave(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit();
  try {
    writeSync(process.stderr.fd, `pmufilter: The output could not be written: ${error.message}\n`);
  } catch {
    // Then there is nobody to tell.
  }
  process.exit(exitCodes.trouble);
}
