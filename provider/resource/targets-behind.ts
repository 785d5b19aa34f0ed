import { isPropertyObject, type PropertyValue } from "../declared/property-value.ts";
import type { Defaults } from "./defaults.ts";
import { keyOfProperty } from "./places.ts";

/**
 * The targets of a resource that is behind its declaration: first those that are declared, in their
 * order, as they stood before where they did; then those that are still known and not declared any
 * more, each with the way to its host, which is nowhere else by then.
 *
 * @param state - the targets as last left
 * @param inputs - the declared targets
 * @param known - the keys of the targets that something is known of
 */
export function targetsBehind(
  state: PropertyValue,
  inputs: PropertyValue,
  known: ReadonlySet<string>,
  defaults: Defaults,
): PropertyValue {
  const before = byKey(state, defaults);
  const declared = asList(inputs);
  const keys = declared.map((target) => keyOfProperty(target, defaults));
  const left = [...before].filter(([key]) => known.has(key) && !keys.includes(key));
  const targets = [
    ...declared.map((target, index) => asBefore(target, before.get(keys[index] ?? ""))),
    ...left.map(([, target]) => target),
  ];
  return state === undefined && targets.length === 0 ? undefined : targets;
}

/** How it stood, and how its host is reached now. */
function asBefore(target: PropertyValue, before: PropertyValue): PropertyValue {
  if (!isPropertyObject(target) || !isPropertyObject(before)) return target;
  const { connection: _, ...stood } = before;
  const { connection } = target;
  return connection === undefined ? stood : { connection, ...stood };
}

function byKey(targets: PropertyValue, defaults: Defaults): ReadonlyMap<string, PropertyValue> {
  return new Map(
    asList(targets).flatMap((target) => {
      const key = keyOfProperty(target, defaults);
      return key === undefined ? [] : [[key, target] as const];
    }),
  );
}

function asList(value: PropertyValue): readonly PropertyValue[] {
  return Array.isArray(value) ? value : [];
}
