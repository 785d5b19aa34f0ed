import type { PropertyObject } from "../declared/property-value.ts";
import type { Place } from "../target/target-kind.ts";
import type { Context } from "./context.ts";
import { isDryRun } from "./mode.ts";
import { observe } from "./observed-target.ts";
import { targetOutputs } from "./outputs.ts";
import { placeOfKey } from "./places.ts";
import { failureText } from "./secret-filter.ts";
import { readState, targetStatesOf } from "./state.ts";
import { isReal, judgeObservation, type TargetState } from "./target-state.ts";

/**
 * Looks at every target again. A target that cannot be looked at keeps what was last known of it,
 * with a warning: "could not tell" is never "gone".
 *
 * @param state - the resource's properties as last left
 * @returns the properties with what was observed; `applied` alone is an input, too
 */
export async function read(
  id: string,
  state: PropertyObject,
  context: Context,
): Promise<PropertyObject> {
  const known = readState(state);
  const dryRun = isDryRun(state, context);
  const previous = [...targetStatesOf(known)];
  const seen = await Promise.all(
    previous.map(async ([key, before]) => {
      const place = placeOfKey(key, known.targets ?? [], context);
      return [key, await look(place, id, before, dryRun, context)] as const;
    }),
  );
  return { ...state, ...targetOutputs(new Map(seen)) };
}

async function look(
  place: Place | undefined,
  own: string,
  previous: TargetState,
  dryRun: boolean,
  context: Context,
): Promise<TargetState> {
  // What a dry run applied is in the journal alone, and what a real run applied is not in it.
  if (place === undefined || dryRun === isReal(previous)) return previous;
  try {
    return judgeObservation(await observe(place, dryRun, context), own, previous, dryRun);
  } catch (error) {
    context.log.warn(`${place.key} keeps its last known status: ${failureText(error, context)}`);
    return previous;
  }
}
