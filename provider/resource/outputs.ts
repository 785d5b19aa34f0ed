import {
  isPropertyObject,
  type PropertyObject,
  type PropertyValue,
  unknownValue,
} from "../declared/property-value.ts";
import type { ResolveWarning } from "../declared/resolve.ts";
import { tell } from "../errors/pmu-filter-error.ts";
import { dryRunApplied, isReal, type TargetState } from "./target-state.ts";
import type { Wanted } from "./wanted.ts";

/** The outputs that follow from what is wanted and from what is known of its targets. */
export function outputsOf(
  { inputs, encoded, warnings }: Wanted,
  targets: ReadonlyMap<string, TargetState>,
): PropertyObject {
  return {
    ...inputs,
    ...encodedOutputs(encoded),
    warnings: warnings.map(warningText),
    ...targetOutputs(targets),
  };
}

/** The outputs of a resource of which some target still has the old filter. */
export function outputsBehind(
  state: PropertyObject,
  inputs: PropertyObject,
  targets: ReadonlyMap<string, TargetState>,
): PropertyObject {
  const dryRun: PropertyObject = { dryRun: inputs["dryRun"] };
  return { ...state, ...dryRun, ...targetOutputs(targets) };
}

/** The outputs that tell what was observed. */
export function targetOutputs(targets: ReadonlyMap<string, TargetState>): {
  readonly applied: PropertyObject;
  readonly status: PropertyObject;
} {
  const by = (value: (state: TargetState) => PropertyValue): PropertyObject =>
    Object.fromEntries([...targets].map(([key, state]) => [key, value(state)]));
  return { applied: by(({ applied }) => applied), status: by(({ status }) => ({ ...status })) };
}

/**
 * The outputs that a preview can tell; what only doing it will tell is unknown.
 *
 * @param previous - what is known of the targets
 */
export function previewOutputs(
  { inputs, encoded, warnings }: Wanted,
  previous: ReadonlyMap<string, TargetState>,
  dryRun: boolean,
): PropertyObject {
  return {
    ...inputs,
    ...(dryRun && { applied: dryRunPreview(inputs["applied"], previous) }),
    ...encodedOutputs(encoded),
    warnings: encoded === undefined ? unknownValue : warnings.map(warningText),
    status: unknownValue,
  };
}

/** What a dry run will show as applied: the journal's entry, or what a real run left. */
function dryRunPreview(
  wanted: PropertyValue,
  previous: ReadonlyMap<string, TargetState>,
): PropertyValue {
  if (!isPropertyObject(wanted)) return wanted;
  return Object.fromEntries<PropertyValue>(
    Object.entries(wanted).map(([key, fingerprint]) => {
      const before = previous.get(key);
      if (isReal(before)) return [key, before.applied];
      return [key, typeof fingerprint === "string" ? dryRunApplied(fingerprint) : fingerprint];
    }),
  );
}

/** A warning on one line. */
export function warningText({ code, message, hint }: ResolveWarning): string {
  return tell(message, hint, code);
}

function encodedOutputs(encoded: Wanted["encoded"]): PropertyObject {
  if (encoded === undefined) {
    return Object.fromEntries(
      ["fingerprint", "kvmStruct", "qemuObject", "qemuAccel", "qemuArguments"].map((key) => [
        key,
        unknownValue,
      ]),
    );
  }
  const { fingerprint, kvmStruct, qemuArguments } = encoded;
  if (qemuArguments === undefined) return { fingerprint, kvmStruct };
  const [, qemuObject, , qemuAccel] = qemuArguments;
  return { fingerprint, kvmStruct, qemuObject, qemuAccel, qemuArguments };
}
