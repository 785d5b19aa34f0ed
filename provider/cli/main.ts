import { open } from "node:fs/promises";
import { run } from "./run.ts";
import type { World } from "./world.ts";

/**
 * The program `pmufilter`: the one place where it reads and writes.
 *
 * @param args - without the program's name
 */
export async function main(args: readonly string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", leaveQuietly);
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
  const file = await open(path);
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

/** A reader such as head(1) that has seen enough is no mistake of anyone. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit();
}
