import { file } from "./declare.ts";
import type { FleetHost } from "./fleet-host.ts";

/** What one command asked of hosts. */
export interface Asked {
  readonly connections: readonly number[];
  readonly exchanges: readonly number[];
}

/** What hosts are asked while something is done, by host. */
export async function askedDuring(
  hosts: readonly FleetHost[],
  work: () => Promise<unknown>,
): Promise<Asked> {
  const before = hosts.map((host) => host.contacts());
  await work();
  const after = hosts.map((host) => host.contacts());
  const since = (what: "connections" | "exchanges") =>
    after.map((contacts, index) => contacts[what] - (before[index]?.[what] ?? 0));
  return { connections: since("connections"), exchanges: since("exchanges") };
}

/** The same for each of some hosts. */
export function each<T>(hosts: readonly unknown[], value: T): readonly T[] {
  return hosts.map(() => value);
}

/** The event that a host's argument file denies, or what is wrong with the host. */
export function eventOn(host: FleetHost, path: string = file): string {
  const text = host.read(path);
  if (text === undefined) return "no file";
  if (host.read(`${path}.pmufilter.json`) === undefined) return "no record";
  const [, object] = text.split("\n");
  const { events } = JSON.parse(object ?? "") as ArgumentObject;
  return events.map(({ select }) => `0x${select.toString(16)}`).join();
}

/** Locks that somebody holds on a host, and staged files: none once nobody works there. */
export function leftovers(host: FleetHost): readonly string[] {
  return [
    ...host.names("/run/lock/pmufilter-0"),
    ...host.names("/etc/pmufilter").filter((name) => name.startsWith(".")),
  ];
}

/** The first line of an output that has a text; empty if none has. */
export function lineWith(output: string, text: string): string {
  return output.split("\n").find((line) => line.includes(text)) ?? "";
}

interface ArgumentObject {
  readonly events: readonly { readonly select: number }[];
}
