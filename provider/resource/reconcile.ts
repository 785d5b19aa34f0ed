import { Turns } from "../executor/turns.ts";
import type { Place, WantedTarget } from "../target/target-kind.ts";
import type { Context } from "./context.ts";
import { HostProgress } from "./host-progress.ts";
import type { Mode } from "./mode.ts";
import { isAsWanted, putTarget } from "./put-target.ts";
import { removeTarget } from "./remove-target.ts";
import { failureText } from "./secret-filter.ts";
import type { TargetState } from "./target-state.ts";
import { stateAfterFailure } from "./uncertain-target.ts";

const turns = new Turns();

/** What came of a set of targets. */
export interface Reconciled {
  /** What is now known of every target, the failed ones as they were before, or uncertain. */
  readonly targets: ReadonlyMap<string, TargetState>;
  /** Why targets failed, one sentence each. */
  readonly failures: readonly string[];
}

/** A target that is known and not wanted any more. */
export interface Unwanted {
  readonly key: string;
  /** Undefined for a key that this version cannot read: there is nothing that it could own. */
  readonly place: Place | undefined;
}

/**
 * Brings targets to what is wanted, all hosts at once: those wanted are put, unless they were last seen
 * so, then those known but not wanted any more are removed. One that fails does not stop the others; but while one could not be
 * put, none is removed: it may have moved, and the VM would be left without any filter.
 *
 * @param own - the resource's id
 */
export async function reconcile(
  wanted: readonly WantedTarget[],
  unwanted: readonly Unwanted[],
  previous: ReadonlyMap<string, TargetState>,
  own: string,
  mode: Mode,
  context: Context,
): Promise<Reconciled> {
  const missing = wanted.filter(
    (target) => !isAsWanted(previous.get(target.key), target, mode.dryRun),
  );
  const put = await settleAll(
    missing,
    previous,
    (target, before) => putTarget(target, own, before, mode.dryRun, context),
    context,
  );
  const reached = wanted.flatMap(({ key }) =>
    entryOf(key, put.targets.get(key) ?? previous.get(key)),
  );
  if (put.failures.length > 0) {
    const kept = unwanted.flatMap(({ key }) => entryOf(key, previous.get(key)));
    return { targets: new Map([...reached, ...kept]), failures: put.failures };
  }
  const places = unwanted.flatMap(({ place }) => (place === undefined ? [] : [place]));
  const removed = await settleAll(
    places,
    previous,
    async (place, before) => before && removeTarget(place, own, before, mode, context),
    context,
  );
  return { targets: new Map([...reached, ...removed.targets]), failures: removed.failures };
}

/** Works on all places at once; what comes of each keeps its place in the order. */
async function settleAll<P extends Place>(
  places: readonly P[],
  previous: ReadonlyMap<string, TargetState>,
  work: (place: P, before: TargetState | undefined) => Promise<TargetState | undefined>,
  context: Context,
): Promise<Reconciled> {
  const progress = new HostProgress(places, context.log);
  const settled = await Promise.all(
    places.map(async (place) => {
      const { key } = place;
      const before = previous.get(key);
      try {
        // What is observed must still hold when it is acted upon, also while another resource of this
        // program moves the same target.
        const state = await turns.take(key, () => work(place, before));
        progress.done(place);
        return { key, state };
      } catch (error) {
        progress.failed(place);
        const state = stateAfterFailure(error, before);
        return { key, state, failure: `${key}: ${failureText(error, context)}` };
      }
    }),
  );
  return {
    targets: new Map(settled.flatMap(({ key, state }) => entryOf(key, state))),
    failures: settled.flatMap(({ failure }) => (failure === undefined ? [] : [failure])),
  };
}

function entryOf(
  key: string,
  state: TargetState | undefined,
): readonly (readonly [string, TargetState])[] {
  return state === undefined ? [] : [[key, state]];
}
