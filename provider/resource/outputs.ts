import type { Warning } from "../declared/judge-findings.ts";
import { formatPath } from "../declared/property-path.ts";
import {
  isPropertyObject,
  type PropertyObject,
  type PropertyValue,
  unknownValue,
} from "../declared/property-value.ts";
import { tell } from "../errors/pmu-filter-error.ts";
import { actions } from "../filter/filter.ts";
import { hexadecimal } from "../filter/hexadecimal.ts";
import type { Defaults } from "./defaults.ts";
import { dryRunApplied, isReal, type TargetState } from "./target-state.ts";
import { targetsBehind } from "./targets-behind.ts";
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
  defaults: Defaults,
): PropertyObject {
  const behind: PropertyObject = {
    dryRun: inputs["dryRun"],
    targets: targetsBehind(state["targets"], inputs["targets"], new Set(targets.keys()), defaults),
  };
  return { ...state, ...behind, ...targetOutputs(targets) };
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
export function warningText({ code, message, hint, path }: Warning): string {
  return tell(path === undefined ? message : `${formatPath(path)}: ${message}`, hint, code);
}

function encodedOutputs(encoded: Wanted["encoded"]): PropertyObject {
  if (encoded === undefined) return Object.fromEntries(encodings.map((key) => [key, unknownValue]));
  const { fingerprint, kvmStruct, qemuArguments, arm64Calls } = encoded;
  const [, qemuObject, , qemuAccel] = qemuArguments ?? [];
  const known = {
    fingerprint,
    kvmStruct,
    qemuObject,
    qemuAccel,
    qemuArguments,
    arm64Calls: arm64Calls?.map(({ action, baseEvent, nevents }) => ({
      action: actions[action],
      baseEvent: hexadecimal(baseEvent),
      nevents: hexadecimal(nevents),
    })),
    arm64Structs: encoded.arm64Structs,
    arm64QemuText: encoded.arm64QemuText,
    arm64KvmtoolText: encoded.arm64KvmtoolText,
  } satisfies Record<(typeof encodings)[number], PropertyValue>;
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

/** The outputs that hold the filter's encodings; which are there depends on its architecture. */
const encodings = [
  "fingerprint",
  "kvmStruct",
  "qemuObject",
  "qemuAccel",
  "qemuArguments",
  "arm64Calls",
  "arm64Structs",
  "arm64QemuText",
  "arm64KvmtoolText",
] as const;
