import type { DeclaredFilter, Program, Value } from "../stacks/shell.ts";
import type { Fleet } from "./fleet.ts";
import type { FleetHost } from "./fleet-host.ts";

/** The argument file that the tests put on every host. */
export const file = "/etc/pmufilter/web.args";

/** How often a host is asked until it counts as dead, in seconds. */
const connectTimeout = 3;

/** A filter that denies one event, on hosts. */
export function filterOn(
  { sshConfig }: Pick<Fleet, "sshConfig">,
  hosts: readonly FleetHost[],
  { select = "0xc4", paths = [file], ...more }: FilterOn = {},
): DeclaredFilter {
  const targets = hosts.flatMap(({ address }) =>
    paths.map((path) => ({
      connection: { host: address, sshConfig, connectTimeout },
      qemuArgs: { path },
    })),
  );
  const events = [{ select, umask: "0x20" }];
  return { properties: { action: "deny", events, targets, ...more } };
}

interface FilterOn {
  readonly select?: string;
  readonly paths?: readonly string[];
  readonly [property: string]: Value | undefined;
}

/** A resource for every host. */
export function filterPerHost(fleet: Fleet, select?: string): Program {
  return Object.fromEntries(
    fleet.hosts.map((host) => [
      `h${host.number}`,
      filterOn(fleet, [host], select === undefined ? {} : { select }),
    ]),
  );
}

/** The key of a target. */
export function keyOn({ address }: FleetHost, path: string = file): string {
  return `qemuArgs:${address}:${path}`;
}
