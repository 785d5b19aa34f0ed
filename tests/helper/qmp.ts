import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface, type Interface } from "node:readline";

/** A connection to a running QEMU. Answers come in the order of the questions; events are left out. */
export class Qmp {
  readonly #socket: Socket;
  readonly #waiting: ((answer: QmpAnswer) => void)[] = [];

  constructor(socket: Socket, lines: Interface) {
    this.#socket = socket;
    lines.on("line", (line) => {
      const answer: QmpAnswer = JSON.parse(line);
      if ("return" in answer || "error" in answer) this.#waiting.shift()?.(answer);
    });
    socket.on("close", () => {
      for (const done of this.#waiting.splice(0)) done({ error: { desc: "QEMU closed it" } });
    });
  }

  async execute<T = unknown>(command: string, args: object = {}): Promise<T> {
    const answered = new Promise<QmpAnswer>((resolve) => this.#waiting.push(resolve));
    this.#socket.write(`${JSON.stringify({ execute: command, arguments: args })}\n`);
    const answer = await answered;
    if (answer.error) throw new Error(`${command}: ${answer.error.desc}`);
    return answer.return as T;
  }

  close(): void {
    this.#socket.destroy();
  }
}

interface QmpAnswer {
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
}

/** Connects to QEMU's -qmp unix:PATH,server and agrees on the capabilities. Throws if none listens. */
export async function connectQmp(path: string): Promise<Qmp> {
  const socket = connect(path);
  await once(socket, "connect");
  socket.on("error", () => {});
  const lines = createInterface({ input: socket });
  await Promise.race([
    once(lines, "line"),
    once(socket, "close").then(() => Promise.reject(new Error(`${path} does not answer`))),
  ]);
  const qmp = new Qmp(socket, lines);
  await qmp.execute("qmp_capabilities");
  return qmp;
}
