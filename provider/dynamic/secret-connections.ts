import pulumi from "@pulumi/pulumi";
import { secretConnectionMembers } from "../declared/connection.ts";
import type { PmuFilterArgs } from "../declared/pmu-filter.ts";

type Targets = NonNullable<PmuFilterArgs["targets"]>;

/** A program's targets with the secret members of their connections marked, wherever they stand. */
export function withSecretConnections(targets: Targets): Targets {
  return within(targets, (list) =>
    Array.isArray(list) ? list.map((target) => within(target, markTarget)) : list,
  ) as Targets;
}

function markTarget(target: unknown): unknown {
  if (!isObject(target) || target["connection"] === undefined) return target;
  return { ...target, connection: within(target["connection"], markConnection) };
}

function markConnection(connection: unknown): unknown {
  if (!isObject(connection)) return connection;
  return Object.fromEntries(
    Object.entries(connection).map(([member, value]) => [
      member,
      secretConnectionMembers.includes(member) && value != null ? pulumi.secret(value) : value,
    ]),
  );
}

/** Changes a value where it stands, or when it comes, if it is an output or a promise of it. */
function within(value: unknown, change: (value: unknown) => unknown): unknown {
  const later = pulumi.Output.isInstance(value) || value instanceof Promise;
  return later ? pulumi.output(value).apply(change) : change(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
