import type { ResultPromise } from "execa";
import { bootstrap } from "../host/bootstrap.ts";
import type { Ran, Transport } from "../host/transport.ts";

/** How long what is ended may take to tidy up, and then to be gone, in milliseconds. */
const grace = { toTidyUp: 2_000, toBeGone: 1_000 };

const fixed = {
  // A process group of its own, so that what it has started ends with it.
  detached: true,
  cleanup: false,
  encoding: "buffer",
  reject: false,
  stripFinalNewline: false,
  // A hundred files of the largest kind.
  maxBuffer: 400_000_000,
} as const;

/** Runs the host program on this machine. */
export class LocalTransport implements Transport {
  readonly name: string;
  readonly #shell: readonly [string, ...string[]];

  /** @param shell - the sh to take, with its arguments before `-c` */
  constructor(name = "localhost", shell: readonly [string, ...string[]] = ["sh"]) {
    this.name = name;
    this.#shell = shell;
  }

  async run(request: Uint8Array, signal: AbortSignal): Promise<Ran> {
    // Loaded when it is needed: it takes a third of the plugin's start.
    const { execa } = await import("execa");
    const [program, ...args] = this.#shell;
    const child = execa(program, [...args, "-c", bootstrap], fixed);
    // One that ends before it has read all says so by its exit code.
    child.stdin.on("error", () => undefined);
    child.stdin.end(request);
    const soFar: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => soFar.push(chunk));
    const ended = await endedOrGivenUp(child, signal);
    if (ended === undefined) return { stdout: Buffer.concat(soFar), stderr: "", exitCode: 255 };
    const { stdout, stderr, exitCode, signal: killedBy, originalMessage } = ended;
    return {
      stdout,
      stderr: originalMessage ?? Buffer.from(stderr).toString(),
      exitCode: exitCode ?? (killedBy === undefined ? 127 : 255),
    };
  }

  async close(): Promise<void> {}
}

type Child = ResultPromise<typeof fixed>;

/** undefined: it was to end and does not, as a program that waits for a disk. */
async function endedOrGivenUp(
  child: Child,
  signal: AbortSignal,
): Promise<Awaited<Child> | undefined> {
  const givenUp = Promise.withResolvers<undefined>();
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    endGroup(child, "SIGTERM");
    timer = setTimeout(() => {
      endGroup(child, "SIGKILL");
      timer = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        givenUp.resolve(undefined);
      }, grace.toBeGone);
    }, grace.toTidyUp);
  };
  signal.addEventListener("abort", end, { once: true });
  if (signal.aborted) end();
  try {
    return await Promise.race([child, givenUp.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
}

function endGroup({ pid }: Child, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}
