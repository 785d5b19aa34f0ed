import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { Host } from "../../../provider/executor/host/host.ts";
import type { Transport } from "../../../provider/executor/host/transport.ts";
import { LocalTransport } from "../../../provider/executor/local/local-transport.ts";
import type { HostOperation } from "../../../provider/target/host-operation.ts";
import { failed } from "../refusal.ts";
import { scratch } from "../scratch.ts";
import { ask, kinds } from "./shells.ts";

const read: HostOperation = { op: "readFile", path: "/etc/passwd", accounts: false };

function virsh(readOnly: boolean): HostOperation {
  return { op: "run", program: "virsh", args: ["define", "/x"], readOnly };
}

/** This machine with a virsh that does not end, and notes its number. */
function hangingMachine(t: ExecutionContext): { readonly host: Host; readonly number: string } {
  const directory = scratch(t);
  const number = join(directory, "number");
  const script = `#!/bin/sh\necho $$ >'${number}'\nexec sleep 600\n`;
  writeFileSync(join(directory, "virsh"), script, { mode: 0o755 });
  const path = `PATH=${directory}:${process.env["PATH"]}`;
  const transport = new LocalTransport("there", ["env", path, "sh"]);
  return { host: new Host(transport, { patience: 1, lockWait: 10 }), number };
}

test("a program on the host that does not end: told, what was answered counts", async (t) => {
  const { host, number } = hangingMachine(t);
  const [first, second, third] = await Promise.allSettled([
    ask(host, [read]),
    ask(host, [virsh(false)]),
    ask(host, [read]),
  ]);
  t.is(first.status, "fulfilled");
  t.like(second, { status: "rejected", reason: { code: "HOST_LOST", mayBeDone: true } });
  t.like(third, { status: "rejected", reason: { code: "HOST_LOST", mayBeDone: false } });
  if (second.status === "rejected") t.regex(second.reason.message, /^there .*virsh define$/);
  // It ended with what had started it, and the lock is free.
  const pid = Number(readFileSync(number, "utf8"));
  t.false(isAtWork(pid));
  t.deepEqual(kinds(await ask(host, [{ op: "removeFile", path: `${number}.none` }])), ["done"]);
});

test("what only looks is not asked anew when it takes too long", async (t) => {
  let runs = 0;
  const transport: Transport = {
    name: "there",
    run: (_request, signal) => {
      runs += 1;
      return new Promise((resolve) => {
        const ran = { stdout: Buffer.from(""), stderr: "", exitCode: 255 };
        signal.addEventListener("abort", () => resolve(ran), { once: true });
      });
    },
    close: async () => {},
  };
  const host = new Host(transport, { patience: 0.1, lockWait: 0 });
  const error = await failed(t, "HOST_LOST", ask(host, [read]));
  t.false(error.mayBeDone);
  t.is(runs, 1);
});

test("a transport that does not even end when it is told to: given up", async (t) => {
  const transport: Transport = {
    name: "there",
    run: () => new Promise(() => {}),
    close: async () => {},
  };
  const host = new Host(transport, { patience: 0.1, lockWait: 0 });
  t.true((await failed(t, "HOST_LOST", ask(host, [virsh(false)]))).mayBeDone);
});

/** Whether a process is there, and not only its exit code. */
function isAtWork(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
