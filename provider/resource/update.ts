import type { PropertyObject } from "../declared/property-value.ts";
import type { Context } from "./context.ts";
import { isDryRun } from "./dry-run.ts";
import { outputsBehind, outputsOf, previewOutputs } from "./outputs.ts";
import { PartialFailure } from "./partial-failure.ts";
import { reconcile } from "./reconcile.ts";
import { readState, targetStatesOf } from "./state.ts";
import { isReal } from "./target-state.ts";
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
  const wanted = wantedOf(inputs, context.lint);
  const previous = targetStatesOf(readState(state));
  const dryRun = isDryRun(inputs, context);
  const { targets, failures } = await reconcile(wanted.files ?? [], previous, id, dryRun, context);
  // As long as a host still has the old filter, the next preview must name what differs from it.
  const behind = failures.length > 0 || (dryRun && [...previous.values()].some(isReal));
  const properties = behind ? outputsBehind(state, inputs, targets) : outputsOf(wanted, targets);
  if (failures.length > 0) throw new PartialFailure(id, properties, failures);
  return properties;
}

/** The outputs that a preview of an update can tell. Nothing is asked or changed. */
export function previewUpdate(
  state: PropertyObject,
  inputs: PropertyObject,
  context: Pick<Context, "dryRun" | "lint">,
): PropertyObject {
  const previous = targetStatesOf(readState(state));
  return previewOutputs(wantedOf(inputs, context.lint), previous, isDryRun(inputs, context));
}
