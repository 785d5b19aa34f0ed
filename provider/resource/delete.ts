import type { PropertyObject } from "../declared/property-value.ts";
import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import type { Context } from "./context.ts";
import { modeOf } from "./mode.ts";
import { reconcile } from "./reconcile.ts";
import { readState, targetStatesOf } from "./state.ts";
import { isReal } from "./target-state.ts";
import { unwantedOf } from "./update.ts";

/**
 * Deletes a resource: every target that still is its own goes back to no filter.
 *
 * @throws PmuFilterError DRY_DELETE_REFUSED for a dry delete of what a real run applied
 * @throws PmuFilterError TARGETS_FAILED; Pulumi keeps the resource, and a later delete goes on
 */
export async function deleteFilter(
  id: string,
  state: PropertyObject,
  context: Context,
): Promise<void> {
  const mode = modeOf(state, context);
  const properties = readState(state);
  const known = targetStatesOf(properties);
  const real = [...known].filter(([, target]) => isReal(target)).map(([key]) => key);
  if (mode.dryRun && real.length > 0) {
    throw new PmuFilterError(
      "DRY_DELETE_REFUSED",
      `a dry run cannot delete what a real run applied: ${real.join(", ")}`,
      {
        hint: "Delete it in a real run; if the resource itself says dryRun: true, take that out and run pulumi up first. To keep what is there, set retainOnDelete.",
      },
    );
  }
  const unwanted = unwantedOf(known, [], properties.targets ?? [], context);
  const { failures } = await reconcile([], unwanted, known, id, mode, context);
  if (failures.length > 0) {
    throw new PmuFilterError("TARGETS_FAILED", failures.join("\n"), {
      hint: "Mend the cause and delete again; what is removed stays removed.",
    });
  }
}
