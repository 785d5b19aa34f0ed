import type { DeclaredConnection } from "../declared/connection.ts";

/** How this machine is named in a target's key. */
export const thisMachine = "localhost";

/**
 * A host's name in keys and messages, as known_hosts has it: `kvm1.example`, with a declared port
 * `[kvm1.example]:2222`, and an IPv6 address in brackets always.
 *
 * @param connection - undefined for this machine
 */
export function hostName(
  connection: Pick<DeclaredConnection, "host" | "port"> | undefined,
): string {
  if (connection?.host === undefined) return thisMachine;
  const { host, port } = connection;
  if (port === undefined && !host.includes(":") && host !== thisMachine) return host;
  return `[${host}]${port === undefined ? "" : `:${port}`}`;
}

/** What a {@link hostName} says of a connection; undefined for this machine, which an empty name is, too. */
export function connectionOfHostName(name: string): DeclaredConnection | undefined {
  if (name === thisMachine || name === "") return undefined;
  const [, bracketed, port] = /^\[([^\]]+)\](?::(\d+))?$/.exec(name) ?? [];
  const host = bracketed ?? name;
  return port === undefined ? { host } : { host, port: Number(port) };
}
