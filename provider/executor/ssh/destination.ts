import { homedir } from "node:os";
import type { DeclaredConnection } from "../../declared/connection.ts";
import { runSshTool } from "./ssh-tool.ts";

/** Where a connection leads, as `ssh -G` makes it out of the user's configuration. */
export interface Destination {
  readonly user: string;
  /** The name or address that ssh connects to. */
  readonly host: string;
  readonly port: number;
  /** The name under which known_hosts has its key, and under which ssh asks for a password. */
  readonly alias: string | undefined;
  /** Whether something stands in between, so that the host cannot be asked directly. */
  readonly proxied: boolean;
  /** ProxyJump's hosts, the nearest first. */
  readonly jumps: readonly string[];
  readonly knownHosts: readonly string[];
}

/** The part of ssh's arguments that says where to. */
export function destinationArguments({
  host = "localhost",
  user,
  port,
  sshConfig,
}: DeclaredConnection): string[] {
  return [
    ...(sshConfig === undefined ? [] : ["-F", sshConfig]),
    ...(user === undefined ? [] : ["-l", user]),
    ...(port === undefined ? [] : ["-p", String(port)]),
    "--",
    host.replaceAll(/^\[|\]$/g, ""),
  ];
}

/**
 * Asks ssh where a connection leads; undefined if its configuration cannot be read.
 *
 * @throws PmuFilterError SSH_MISSING
 */
export async function destinationOf(
  connection: DeclaredConnection,
): Promise<Destination | undefined> {
  const { exitCode, stdout } = await runSshTool("ssh", ["-G", ...destinationArguments(connection)]);
  if (exitCode !== 0) return undefined;
  const settings = new Map(stdout.split("\n").map(setting));
  const given = (key: string) => {
    const value = settings.get(key);
    return value === "none" ? undefined : value;
  };
  const jumps = given("proxyjump");
  const files = [given("userknownhostsfile"), given("globalknownhostsfile")];
  return {
    user: settings.get("user") ?? "",
    host: settings.get("hostname") ?? "",
    port: Number(settings.get("port")),
    alias: given("hostkeyalias"),
    proxied: jumps !== undefined || given("proxycommand") !== undefined,
    // ssh puts IPv4 addresses, too, in brackets.
    jumps: jumps?.split(",").map((jump) => jump.replace(/\[([\d.]+)\]/, "$1")) ?? [],
    knownHosts: files.flatMap((paths) => paths?.split(" ") ?? []).map(inHome),
  };
}

function setting(line: string): [string, string] {
  const space = line.indexOf(" ");
  return [line.slice(0, space).toLowerCase(), line.slice(space + 1)];
}

function inHome(path: string): string {
  return path.replace(/^~(?=\/)/, homedir());
}
