import type { PropertyObject } from "../declared/property-value.ts";
import type { DeclaredTarget } from "../declared/target.ts";
import type { WantedTarget } from "../target/target-kind.ts";
import type { Context } from "./context.ts";
import type { Defaults } from "./defaults.ts";
import { isDryRun, modeOf } from "./mode.ts";
import { outputsBehind, outputsOf, previewOutputs } from "./outputs.ts";
import { PartialFailure } from "./partial-failure.ts";
import { placeOfKey } from "./places.ts";
import { reconcile, type Unwanted } from "./reconcile.ts";
import { readState, targetStatesOf } from "./state.ts";
import { isReal, type TargetState } from "./target-state.ts";
import { wantedOf } from "./wanted.ts";

/**
 * Updates a resource in place: puts what is missing, removes what is not wanted any more. The
 * filter in the new properties is the wanted one once every target has it.
 *
 * @param state - the resource's properties as last left
 * @param inputs - checked inputs
 * @returns the new properties
 * @throws PartialFailure if targets failed
 */
export async function update(
  id: string,
  state: PropertyObject,
  inputs: PropertyObject,
  context: Context,
): Promise<PropertyObject> {
  const wanted = wantedOf(inputs, context);
  const known = readState(state);
  const previous = targetStatesOf(known);
  const mode = modeOf(inputs, context);
  const { targets: wantedTargets = [] } = wanted;
  const declared = [...wantedTargets.map(({ target }) => target), ...(known.targets ?? [])];
  const { targets, failures } = await reconcile(
    wantedTargets,
    unwantedOf(previous, wantedTargets, declared, context),
    previous,
    id,
    mode,
    context,
  );
  // As long as a host still has the old filter, the next preview must name what differs from it.
  const behind = failures.length > 0 || (mode.dryRun && [...previous.values()].some(isReal));
  const properties = behind
    ? outputsBehind(state, inputs, targets, context)
    : outputsOf(wanted, targets);
  if (failures.length > 0) throw new PartialFailure(id, properties, failures);
  return properties;
}

/**
 * The targets that a state knows and that are not among the wanted ones.
 *
 * @param declared - the targets that were declared, the latest first
 */
export function unwantedOf(
  previous: ReadonlyMap<string, TargetState>,
  wanted: readonly WantedTarget[],
  declared: readonly DeclaredTarget[],
  defaults: Defaults,
): readonly Unwanted[] {
  const keys = new Set(wanted.map(({ key }) => key));
  return [...previous.keys()]
    .filter((key) => !keys.has(key))
    .map((key) => ({ key, place: placeOfKey(key, declared, defaults) }));
}

/** The outputs that a preview of an update can tell. Nothing is asked or changed. */
export function previewUpdate(
  state: PropertyObject,
  inputs: PropertyObject,
  context: Pick<Context, "dryRun" | keyof Defaults>,
): PropertyObject {
  const previous = targetStatesOf(readState(state));
  return previewOutputs(wantedOf(inputs, context), previous, isDryRun(inputs, context));
}
