import type { DeclaredConnection } from "../../declared/connection.ts";

/**
 * The arguments by which ssh gets to the last of a ProxyJump's hosts, as ssh itself makes them for it
 * (ssh.c): of the connection, only the configuration file holds there.
 *
 * @param jumps - as `ssh -G` prints them, `[user@]host[:port]`, the nearest first
 */
export function jumpArguments(
  { sshConfig }: DeclaredConnection,
  jumps: readonly string[],
): readonly string[] {
  const { user, host, port } = jumpHost(jumps.at(-1) ?? "");
  const before = jumps.slice(0, -1).join(",");
  return [
    ...(sshConfig === undefined ? [] : ["-F", sshConfig]),
    ...(before === "" ? [] : ["-J", before]),
    ...(user === undefined ? [] : ["-l", user]),
    ...(port === undefined ? [] : ["-p", port]),
    "--",
    host,
  ];
}

/** A jump host as a connection, of which ssh_config knows more. */
export function jumpConnection(
  { sshConfig }: DeclaredConnection,
  jump: string,
): DeclaredConnection {
  const { host, port } = jumpHost(jump);
  return {
    host,
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(sshConfig === undefined ? {} : { sshConfig }),
  };
}

interface JumpHost {
  readonly user: string | undefined;
  readonly host: string;
  readonly port: string | undefined;
}

/** `[user@]host[:port]` or `ssh://...`, ssh_config(5), ProxyJump. */
function jumpHost(jump: string): JumpHost {
  const [, user, host = "", port] =
    /^(?:ssh:\/\/)?(?:(.*)@)?(\[[^\]]+\]|[^:]+)(?::(\d+))?\/?$/.exec(jump) ?? [];
  return { user, host: host.replaceAll(/^\[|\]$/g, ""), port };
}
