import {
  isPropertyObject,
  type PropertyObject,
  type PropertyValue,
  unknownValue,
} from "../declared/property-value.ts";
import type { Context } from "./context.ts";
import { isDryRun } from "./dry-run.ts";
import { defaultQemuId } from "./encoded.ts";
import { dryRunApplied } from "./target-state.ts";

/** One line of a diff. */
export interface Change {
  /** The way to the property, the same in inputs and state. */
  readonly path: readonly string[];
  readonly kind: "add" | "delete" | "update";
}

/**
 * What differs between a resource as last left and its checked inputs. Events are compared by
 * encoding, so order, duplicates and spelling make no difference; targets by what was last
 * observed there, so drift and half-done work are never lost.
 */
export function diff(
  state: PropertyObject,
  inputs: PropertyObject,
  context: Pick<Context, "dryRun">,
): readonly Change[] {
  const filter = [
    ...scalarChange("action", state, inputs),
    ...scalarChange("qemuId", state, inputs, defaultQemuId),
    // An entry's text is only its name, which changes with `cpus`; the key is what it is.
    ...mapChanges("entries", state, inputs, () => true),
  ];
  const dryRun = isDryRun(inputs, context);
  return [
    ...filter,
    ...scalarChange("dryRun", state, inputs, false),
    ...mapChanges("applied", state, inputs, (seen, wanted) =>
      isSatisfied(seen, wanted, dryRun),
    ).filter((change) => filter.length === 0 || !isOutdated(change, state, dryRun)),
  ];
}

function isSatisfied(seen: PropertyValue, wanted: PropertyValue, dryRun: boolean): boolean {
  return seen === wanted || (dryRun && seen === dryRunApplied(String(wanted)));
}

/** A target whose only news is that it shows this resource's filter as it was before. */
function isOutdated(
  { path: [map = "", key = ""], kind }: Change,
  state: PropertyObject,
  dryRun: boolean,
): boolean {
  const seen = String(memberOf(state[map], key));
  const fingerprint = dryRun ? /^(dry-run )?[0-9a-f]{16}$/ : /^[0-9a-f]{16}$/;
  return kind === "update" && fingerprint.test(seen);
}

function scalarChange(
  key: string,
  state: PropertyObject,
  inputs: PropertyObject,
  byDefault?: PropertyValue,
): readonly Change[] {
  const old = state[key] ?? byDefault;
  const wanted = inputs[key] ?? byDefault;
  if (old === wanted) return [];
  const kind = old === undefined ? "add" : wanted === undefined ? "delete" : "update";
  return [{ path: [key], kind }];
}

/** One change per key that is new, gone, or not as `same` wants it. */
function mapChanges(
  map: string,
  state: PropertyObject,
  inputs: PropertyObject,
  same: (old: PropertyValue, wanted: PropertyValue) => boolean,
): readonly Change[] {
  const old = state[map];
  const wanted = inputs[map];
  if (wanted === unknownValue) return [{ path: [map], kind: "update" }];
  const keys = new Set([...keysOf(old), ...keysOf(wanted)]);
  return [...keys].flatMap((key): readonly Change[] => {
    const before = memberOf(old, key);
    const after = memberOf(wanted, key);
    if (before === undefined) return [{ path: [map, key], kind: "add" }];
    if (after === undefined) return [{ path: [map, key], kind: "delete" }];
    return same(before, after) ? [] : [{ path: [map, key], kind: "update" }];
  });
}

function keysOf(value: PropertyValue): readonly string[] {
  return isPropertyObject(value) ? Object.keys(value) : [];
}

function memberOf(value: PropertyValue, key: string): PropertyValue {
  return isPropertyObject(value) ? value[key] : undefined;
}
