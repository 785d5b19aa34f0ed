import { nearest } from "../errors/nearest.ts";
import type { Vendor } from "../filter/vendor.ts";
import { catalog } from "./catalog.ts";

/** At most three names that mean something on the hosts and look like the given one, nearest first. */
export function suggestNames(name: string, hosts: readonly Vendor[]): readonly string[] {
  const known = catalog.filter((event) => hosts.some((host) => event[host] !== undefined));
  return nearest(
    name,
    known.flatMap((event) => event.names),
  );
}
