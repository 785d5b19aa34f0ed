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
import { isDryRun } from "./dry-run.ts";
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
  context: Pick<Context, "dryRun">,
): readonly Change[] {
  const declared = [
    ...scalarChange("action", state, inputs),
    ...cpusChange(state, inputs),
    ...scalarChange("qemuId", state, inputs, defaultQemuId),
    // An entry's text is only its name, which changes with `cpus`; the key is what it is.
    ...mapChanges("entries", state, inputs, () => true),
    ...targetChanges(state, inputs),
  ];
  const dryRun = isDryRun(inputs, context);
  return [
    ...declared,
    ...scalarChange("dryRun", state, inputs, false),
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

/** How a file is to stand at a target that was there before: its form, mode and accounts. */
function targetChanges(state: PropertyObject, inputs: PropertyObject): readonly Change[] {
  const before = new Map<PropertyValue, PropertyValue>(
    asList(state["targets"]).map((target) => [pathOf(target), target]),
  );
  return asList(inputs["targets"]).flatMap((target, index): readonly Change[] => {
    const old = before.get(pathOf(target));
    if (old === undefined || pathOf(target) === undefined) return [];
    return Object.entries(fileAttributes).flatMap(([key, byDefault]) =>
      scalarChange(key, qemuArgsOf(old), qemuArgsOf(target), byDefault).map(
        ({ kind }): Change => ({ path: ["targets", index, "qemuArgs", key], kind }),
      ),
    );
  });
}

/** What of a file can change in place, with what holds by default. */
const fileAttributes = {
  format: defaultFormat,
  mode: defaultMode,
  owner: undefined,
  group: undefined,
};

function pathOf(target: PropertyValue): PropertyValue {
  return qemuArgsOf(target)["path"];
}

function qemuArgsOf(target: PropertyValue): PropertyObject {
  const qemuArgs = memberOf(target, "qemuArgs");
  return isPropertyObject(qemuArgs) ? qemuArgs : {};
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
  if ((old ?? byDefault) === (wanted ?? byDefault)) return [];
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
