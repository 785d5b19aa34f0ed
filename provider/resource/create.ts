import { randomUUID } from "node:crypto";
import type { PropertyObject } from "../declared/property-value.ts";
import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import type { Context } from "./context.ts";
import type { Defaults } from "./defaults.ts";
import { isDryRun, modeOf } from "./mode.ts";
import { outputsOf, previewOutputs } from "./outputs.ts";
import { PartialFailure } from "./partial-failure.ts";
import { reconcile } from "./reconcile.ts";
import { wantedOf } from "./wanted.ts";

/** A resource that was created. */
export interface Created {
  /** Random; stands in every file, domain and record that the resource writes. */
  readonly id: string;
  readonly properties: PropertyObject;
}

/**
 * Creates a resource from checked inputs and puts its filter at every target.
 *
 * @throws PartialFailure if some targets failed, PmuFilterError TARGETS_FAILED if all did
 */
export async function create(inputs: PropertyObject, context: Context): Promise<Created> {
  const wanted = wantedOf(inputs, context);
  const id = randomUUID();
  const mode = modeOf(inputs, context);
  const { targets, failures } = await reconcile(
    wanted.targets ?? [],
    [],
    new Map(),
    id,
    mode,
    context,
  );
  if (failures.length > 0 && targets.size === 0) throw allFailed(failures);
  const properties = outputsOf(wanted, targets);
  if (failures.length > 0) throw new PartialFailure(id, properties, failures);
  return { id, properties };
}

/** The outputs that a preview of a create can tell. Nothing is asked or changed. */
export function previewCreate(
  inputs: PropertyObject,
  context: Pick<Context, "dryRun" | keyof Defaults>,
): PropertyObject {
  return previewOutputs(wantedOf(inputs, context), new Map(), isDryRun(inputs, context));
}

function allFailed(failures: readonly string[]): PmuFilterError {
  return new PmuFilterError("TARGETS_FAILED", failures.join("\n"));
}
