import { secretConnectionMembers } from "../declared/connection.ts";
import { formatPath, type PropertyPath } from "../declared/property-path.ts";
import {
  isPropertyObject,
  type PropertyObject,
  type PropertyValue,
} from "../declared/property-value.ts";
import { tell } from "../errors/pmu-filter-error.ts";
import type { Checked, CheckFailure } from "./check.ts";

const filter = ["action", "cpus", "presets", "events", "fixedCounters"];
const object = [...filter, "qemuId"];

/** Which inputs each computed property can tell something about. */
const sources: Readonly<Record<string, readonly string[]>> = {
  entries: filter,
  applied: [...object, "targets"],
  status: ["targets"],
  fingerprint: filter,
  kvmStruct: filter,
  warnings: [...filter, "lint"],
  qemuObject: object,
  qemuAccel: ["qemuId"],
  qemuArguments: object,
  arm64Calls: filter,
  arm64Structs: filter,
  arm64QemuText: filter,
  arm64KvmtoolText: filter,
};

/**
 * The ways to the secrets among inputs and outputs. The secret members of connections are secret
 * always, at their own place, and nothing is derived from them. Any other secret makes its property
 * secret as a whole, and what tells of it: Pulumi's YAML host looks for secrets at the top level only
 * (pulumi/pulumi#13286).
 *
 * @param marked - what the program marked as secret
 */
export function allSecrets(
  values: PropertyObject,
  marked: readonly PropertyPath[],
): readonly PropertyPath[] {
  const own = connectionSecrets(values);
  const whole = wholeSecrets(marked, own);
  return [...[...whole].map((key) => [key]), ...own];
}

/** The ways to the secret members of connections: the provider's own, and those of targets. */
export function connectionSecrets(values: PropertyObject): readonly PropertyPath[] {
  const targets = values["targets"];
  const inTargets = Array.isArray(targets)
    ? targets.flatMap((target: PropertyValue, index) => secretsOf(target, ["targets", index]))
    : [];
  return [...secretsOf(values, []), ...inTargets];
}

function secretsOf(holder: PropertyValue, path: PropertyPath): readonly PropertyPath[] {
  const connection = isPropertyObject(holder) ? holder["connection"] : undefined;
  if (!isPropertyObject(connection)) return [];
  return secretConnectionMembers
    .filter((member) => connection[member] != null)
    .map((member) => [...path, "connection", member]);
}

/** The properties that are secret as a whole. */
function wholeSecrets(
  marked: readonly PropertyPath[],
  own: readonly PropertyPath[],
): ReadonlySet<string> {
  const ownPlaces = new Set(own.map(formatPath));
  const inputs = new Set(
    marked.filter((path) => !ownPlaces.has(formatPath(path))).map(([key = ""]) => String(key)),
  );
  const derived = Object.entries(sources)
    .filter(([, told]) => told.some((input) => inputs.has(input)))
    .map(([key]) => key);
  return new Set([...inputs, ...derived]);
}

/**
 * What Check answers, with nothing in it that quotes a secret: engine and log show failures and
 * warnings to everybody. What is wrong with one part of a filter may quote any other.
 *
 * @param secrets - the ways to all secrets, as {@link allSecrets} tells them
 */
export function withoutSecrets(checked: Checked, secrets: readonly PropertyPath[]): Checked {
  const whole = new Set(secrets.flatMap(([key, ...rest]) => (rest.length === 0 ? [key] : [])));
  const quoting = whole.has("warnings") && checked.warnings.length > 0;
  const secretFilter = object.some((input) => whole.has(input));
  return {
    ...checked,
    failures: checked.failures.map((failure) => {
      const root = failure.property.split(/[.[]/, 1)[0] ?? "";
      const tells = whole.has(root) || (secretFilter && parts.includes(root));
      return tells ? withoutValue(failure) : failure;
    }),
    warnings: quoting ? [secretWarnings] : checked.warnings,
  };
}

/** The properties whose failures are about the filter as a whole. */
const parts = [...object, "lint", "targets"];

const secretWarnings =
  "There are warnings about this filter, which would tell of its secrets. Read them in the secret output `warnings`.";

function withoutValue({ property, code }: CheckFailure): CheckFailure {
  const message = `${property}: it is refused, and not told how, because that would show a secret`;
  return {
    property,
    code,
    reason: tell(message, "docs/errors.md tells what the code means.", code),
  };
}
