import type { ExecutionContext } from "ava";
import type { DeclaredConnection } from "../../../provider/declared/connection.ts";
import { PmuFilterError } from "../../../provider/errors/pmu-filter-error.ts";
import type { Transport } from "../../../provider/executor/host/transport.ts";
import { SshHosts } from "../../../provider/executor/ssh/ssh-hosts.ts";

/** A transport whose connections end with the test. */
export function transportOf(t: ExecutionContext, connection: DeclaredConnection): Transport {
  const hosts = new SshHosts();
  t.teardown(() => hosts.close());
  return hosts.transport(connection, "host");
}

/** A signal that nobody gives. */
export const never = new AbortController().signal;

/** Runs a script behind the bootstrap, in turn, and returns what it printed, without what came before. */
export async function ran(
  transport: Transport,
  script = "id -un",
  data = "",
  signal = never,
): Promise<string> {
  const request = Buffer.from(`echo =begin=\n${script}\n.\n${data}`);
  const run = () => transport.run(request, signal);
  const { stdout, stderr, exitCode } = await (transport.inTurn?.(run) ?? run());
  const text = Buffer.from(stdout).toString();
  const begin = text.lastIndexOf("=begin=\n");
  if (begin < 0) throw new Error(`exit code ${exitCode}: ${text}${stderr}`);
  return text.slice(begin + 8);
}

/** The code of the error that a run ends with, and the error. */
export async function refusalOf(running: Promise<unknown>): Promise<PmuFilterError> {
  try {
    await running;
  } catch (error) {
    if (error instanceof PmuFilterError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
