import type { Problem } from "../declared/problem.ts";
import {
  isPropertyObject,
  type PropertyObject,
  type PropertyValue,
  unknownValue,
} from "../declared/property-value.ts";
import type { Resolved } from "../declared/resolve.ts";
import type { WantedTarget } from "../target/target-kind.ts";
import { entriesMap } from "./entries-map.ts";

/**
 * The maps that Check computes and puts among the inputs, so that diffs read well in both shells:
 * `entries` has one line per event and fixed counter, by its encoding; `applied` one per target,
 * with the fingerprint of what should stand there.
 */
const computedInputs = ["entries", "applied"] as const;

/**
 * The computed maps; what depends on something unknown is unknown.
 *
 * @param keys - the targets' keys, where all are known
 * @param targets - what should stand at each, where that is known
 */
export function computeInputs(
  resolved: Resolved,
  keys: readonly string[] | undefined,
  targets: readonly (WantedTarget | undefined)[] = [],
): PropertyObject {
  const { listed, cpus } = resolved;
  const entries = listed === undefined ? unknownValue : entriesMap(listed, cpus ?? []);
  const applied: PropertyValue =
    keys === undefined
      ? unknownValue
      : Object.fromEntries<PropertyValue>(
          keys.map((key, index) => [key, targets[index]?.fingerprint ?? unknownValue]),
        );
  return { entries, applied };
}

/** A declaration as the program made it. */
export function withoutComputed(declaration: PropertyObject): PropertyObject {
  const computed: readonly string[] = computedInputs;
  return Object.fromEntries(Object.entries(declaration).filter(([key]) => !computed.includes(key)));
}

/**
 * The computed maps come back where Pulumi hands old inputs in again (`ignoreChanges: ["*"]`);
 * maps with other keys are somebody's own, and refused.
 */
export function judgeComputed(
  declaration: PropertyObject,
  computed: PropertyObject,
): readonly Problem[] {
  return computedInputs.flatMap((key): readonly Problem[] => {
    const [given, own] = [declaration[key], computed[key]];
    if (given == null || given === unknownValue) return [];
    if (isPropertyObject(given) && (!isPropertyObject(own) || sameKeys(given, own))) return [];
    const message = "is computed by the provider";
    return [{ path: [key], code: "PROPERTY_COMPUTED", message, hint: "Leave it out." }];
  });
}

function sameKeys(a: PropertyObject, b: PropertyObject): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key));
}
