import type { DeclaredConnection } from "../declared/connection.ts";
import { effectiveConnection } from "../declared/effective-connection.ts";
import type { DeclaredPmuFilter } from "../declared/pmu-filter.ts";
import type { Problem } from "../declared/problem.ts";
import {
  isKnown,
  type Partially,
  type PropertyValue,
  unknownValue,
} from "../declared/property-value.ts";
import type { DeclaredTarget } from "../declared/target.ts";
import { hostName } from "../target/host-name.ts";
import { targetKey, targetOfKey } from "../target/target-key.ts";
import type { Place } from "../target/target-kind.ts";
import type { Defaults } from "./defaults.ts";

/** Where the targets of a declaration are. */
export interface Places {
  /** The key of each target; undefined while the list or any part of a key is unknown. */
  readonly keys: readonly string[] | undefined;
  /** The place of each target; undefined for one of which something is unknown. */
  readonly places: readonly (Place | undefined)[] | undefined;
  readonly problems: readonly Problem[];
}

/** The places of a declaration's targets, with what is wrong with them. */
export function placesOf(
  { targets = [] }: Pick<Exclude<Partially<DeclaredPmuFilter>, symbol>, "targets">,
  { connection, hostUnknown = false }: Defaults,
): Places {
  if (targets === unknownValue) return { keys: undefined, places: undefined, problems: [] };
  if (hostUnknown) {
    const places = targets.map(() => undefined);
    return { keys: targets.length === 0 ? [] : undefined, places, problems: [] };
  }
  const keys = targets.map((target) => keyIfKnown(target, connection));
  return {
    keys: keys.every((key) => key !== undefined) ? keys : undefined,
    places: targets.map((target) =>
      isKnown<DeclaredTarget>(target) ? placeAt(target, connection) : undefined,
    ),
    problems: [...judgeHosts(targets, connection), ...judgeDuplicates(keys)],
  };
}

/** A declared target's place. */
export function placeAt(target: DeclaredTarget, fallback: DeclaredConnection | undefined): Place {
  const connection = effectiveConnection(target.connection, fallback);
  return {
    key: targetKey(target, connection),
    host: hostName(connection),
    connection,
    target,
  };
}

/**
 * The place that a key of a state names, with the connection that was last declared for it, or else
 * for another target on its host.
 *
 * @param declared - the targets that were declared, the latest first
 */
export function placeOfKey(
  key: string,
  declared: readonly DeclaredTarget[],
  { connection: fallback }: Defaults,
): Place | undefined {
  const places = declared.map((target) => placeAt(target, fallback));
  const own = places.find((place) => place.key === key);
  if (own !== undefined) return own;
  const target = targetOfKey(key);
  if (target === undefined) return undefined;
  const host = hostName(target.connection);
  const neighbour = places.find((place) => place.host === host);
  const connection =
    neighbour?.connection ??
    (target.connection && effectiveConnection(target.connection, fallback));
  return { key, host, connection, target };
}

/** A target's key, which its place alone tells. */
export function keyIfKnown(
  target: Partially<DeclaredTarget>,
  fallback: DeclaredConnection | undefined,
): string | undefined {
  if (target === unknownValue) return undefined;
  const { connection = {}, qemuArgs, libvirt, kvm } = target;
  if (connection === unknownValue) return undefined;
  const { host, port } = connection;
  // How a file is to look, or what of a domain is affected, does not say where it is.
  const place = [
    host,
    port,
    qemuArgs === unknownValue ? qemuArgs : qemuArgs?.path,
    ...(libvirt === unknownValue ? [libvirt] : [libvirt?.domain, libvirt?.uri]),
    kvm,
  ];
  if (!place.every((part) => isKnown<unknown>(part as Partially<unknown>))) return undefined;
  const known = target as DeclaredTarget;
  return targetKey(known, effectiveConnection(known.connection, fallback));
}

/** The same for a target among a resource's properties, which were checked when they were inputs. */
export function keyOfProperty(
  target: PropertyValue,
  { connection, hostUnknown }: Defaults,
): string | undefined {
  return hostUnknown ? undefined : keyIfKnown(target as Partially<DeclaredTarget>, connection);
}

function judgeHosts(
  targets: readonly Partially<DeclaredTarget>[],
  fallback: DeclaredConnection | undefined,
): readonly Problem[] {
  return targets.flatMap((target, index): readonly Problem[] => {
    if (target === unknownValue || target.connection === undefined) return [];
    if (target.connection === unknownValue || target.connection.host !== undefined) return [];
    if (fallback?.host !== undefined) return [];
    return [
      {
        path: ["targets", index, "connection", "host"],
        code: "PROPERTY_MISSING",
        message: "is required, since the provider's connection names no host either",
        hint: "Name the host, or leave the connection out for this machine.",
      },
    ];
  });
}

/** The problems of targets that name the same place twice. */
function judgeDuplicates(keys: readonly (string | undefined)[]): readonly Problem[] {
  return keys.flatMap((key, index): readonly Problem[] => {
    const first = key === undefined ? index : keys.indexOf(key);
    if (first === index) return [];
    return [
      {
        path: ["targets", index],
        code: "TARGET_DUPLICATE",
        message: `names the same place as targets[${first}]`,
        hint: "Take one of them out.",
      },
    ];
  });
}
