import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { ExecutionContext } from "ava";
import { cProgram } from "../c-program.ts";
import { hexOf } from "../records/record-files.ts";
import { startTimeOf, type VmHolder } from "../vm-holder.ts";

/** What the record is put into; see carrier.c. */
export type Carrying = "sealed" | "crowded" | "unsealed" | "file" | "fifo";

/** A process with a VM that carries a record which it made itself. */
export interface Carrier extends Pick<VmHolder, "pid" | "startTime"> {
  /** What it has said on stdout after "ready", once it is ended. */
  end(): Promise<string>;
}

/** Starts one: its record tells a filter, an uptime at which it was written, and an owner. */
export async function startCarrier(
  t: ExecutionContext,
  kind: Carrying,
  filter: Uint8Array,
  uptime: bigint,
  owner?: string,
): Promise<Carrier> {
  const program = await cProgram(new URL("carrier.c", import.meta.url));
  const child = spawn(program, [kind], { stdio: ["pipe", "pipe", "inherit"] });
  const closed = once(child, "close");
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const end = async () => {
    child.kill("SIGKILL");
    await closed;
    const rest: string[] = [];
    for await (const line of { [Symbol.asyncIterator]: () => lines }) rest.push(line);
    return rest.join("\n");
  };
  t.teardown(() => {
    child.kill("SIGKILL");
  });
  const [pid = 0, vmFd = 0] = String((await lines.next()).value)
    .split(" ")
    .map(Number);
  const startTime = startTimeOf(pid);
  const text = textOf(pid, startTime, vmFd, filter, uptime);
  const line = owner === undefined ? "" : `owner ${owner}\n`;
  child.stdin.end(text.replace(/^filter /m, `${line}filter `));
  t.is((await lines.next()).value, "ready");
  return { pid, startTime, end };
}

function textOf(pid: number, start: number, vmFd: number, filter: Uint8Array, uptime: bigint) {
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return `kvm-pmu-filter-record 1
state set
by exec
form x86
boot ${boot}
pid ${pid}
start ${start}
vm-fd ${vmFd}
time 1795399530
uptime ${uptime}
filter ${hexOf(filter)}
before unknown
end
`;
}
