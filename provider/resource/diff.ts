import { isDeepStrictEqual } from "node:util";
import type { PropertyPath } from "../declared/property-path.ts";
import {
  isPropertyObject,
  type PropertyObject,
  type PropertyValue,
  unknownValue,
} from "../declared/property-value.ts";
import { defaultQemuId } from "../encoding/qemu-id.ts";
import { defaultFormat, defaultMode } from "../target/qemu-args/wanted-file.ts";
import type { Context } from "./context.ts";
import type { Defaults } from "./defaults.ts";
import { isDryRun } from "./mode.ts";
import { keyOfProperty } from "./places.ts";
import { dryRunApplied } from "./target-state.ts";

/** One line of a diff. */
export interface Change {
  /** The way to the property, as it stands in the inputs. */
  readonly path: PropertyPath;
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
  context: Pick<Context, "dryRun" | keyof Defaults>,
): readonly Change[] {
  const declared = [
    ...scalarChange("action", state, inputs),
    ...cpusChange(state, inputs),
    ...scalarChange("qemuId", state, inputs, defaultQemuId),
    // An entry's text is only its name, which changes with `cpus`; the key is what it is.
    ...mapChanges("entries", state, inputs, () => true),
    ...targetChanges(state, inputs, context),
  ];
  const dryRun = isDryRun(inputs, context);
  return [
    ...declared,
    ...scalarChange("dryRun", state, inputs, false),
    // A later delete reads it from the state.
    ...scalarChange("dropUnreachable", state, inputs, false),
    ...mapChanges("applied", state, inputs, (seen, wanted) =>
      isSatisfied(seen, wanted, dryRun),
    ).filter((change) => declared.length === 0 || !isOutdated(change, state, dryRun)),
  ];
}

function isSatisfied(seen: PropertyValue, wanted: PropertyValue, dryRun: boolean): boolean {
  return seen === wanted || (dryRun && seen === dryRunApplied(String(wanted)));
}

/** A target whose only news is that it shows what was declared before. */
function isOutdated(
  { path: [map = "", key = ""], kind }: Change,
  state: PropertyObject,
  dryRun: boolean,
): boolean {
  const seen = String(memberOf(state[map], String(key)));
  const fingerprint = dryRun ? /^(dry-run )?[0-9a-f]{16}$/ : /^[0-9a-f]{16}$/;
  return kind === "update" && fingerprint.test(seen);
}

/**
 * CPUs are a set; on others, names, warnings and the effect are others. Naming them where there
 * were none is no change: what was imported has none, and its program may well.
 */
function cpusChange(state: PropertyObject, inputs: PropertyObject): readonly Change[] {
  const set = (cpus: PropertyValue) => [...new Set(asList(cpus).map(String))].sort().join();
  const before = set(state["cpus"]);
  if (before === "" || (inputs["cpus"] !== unknownValue && before === set(inputs["cpus"]))) {
    return [];
  }
  return [{ path: ["cpus"], kind: "update" }];
}

/**
 * Whether connections differ, which ask for no work at any target. Whoever keeps no inputs beside a
 * state must have them in the state, for a later delete.
 */
export function connectionsDiffer(state: PropertyObject, inputs: PropertyObject): boolean {
  const [before, after] = [state, inputs].map(({ targets }) =>
    asList(targets).map((target): PropertyValue => memberOf(target, "connection")),
  );
  return !isDeepStrictEqual(before, after);
}

/** How the filter is to stand at a target that was there before. */
function targetChanges(
  state: PropertyObject,
  inputs: PropertyObject,
  defaults: Defaults,
): readonly Change[] {
  const before = new Map<string | undefined, PropertyValue>(
    asList(state["targets"]).map((target) => [keyOfProperty(target, defaults), target]),
  );
  return asList(inputs["targets"]).flatMap((target, index): readonly Change[] => {
    const key = keyOfProperty(target, defaults);
    const old = before.get(key);
    if (key === undefined || old === undefined) return [];
    return Object.entries(targetAttributes).flatMap(([kind, attributes]) =>
      Object.entries(attributes).flatMap(([attribute, byDefault]) =>
        scalarChange(attribute, objectAt(old, kind), objectAt(target, kind), byDefault).map(
          (change): Change => ({ ...change, path: ["targets", index, kind, attribute] }),
        ),
      ),
    );
  });
}

/** What of a target can change in place, with what holds by default. */
const targetAttributes: Readonly<Record<string, PropertyObject>> = {
  qemuArgs: {
    format: defaultFormat,
    mode: defaultMode,
    owner: undefined,
    group: undefined,
    vm: undefined,
  },
  libvirt: { live: undefined, config: undefined },
};

function objectAt(target: PropertyValue, kind: string): PropertyObject {
  const value = memberOf(target, kind);
  return isPropertyObject(value) ? value : {};
}

function asList(value: PropertyValue): readonly PropertyValue[] {
  return Array.isArray(value) ? value : [];
}

function scalarChange(
  key: string,
  state: PropertyObject,
  inputs: PropertyObject,
  byDefault?: PropertyValue,
): readonly Change[] {
  const old = state[key] ?? undefined;
  const wanted = inputs[key] ?? undefined;
  if (isDeepStrictEqual(old ?? byDefault, wanted ?? byDefault)) return [];
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
