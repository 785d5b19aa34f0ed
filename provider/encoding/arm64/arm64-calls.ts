import { type Arm64Filter, allowedRanges } from "../../filter/arm64/arm64-filter.ts";
import { checkEventRange } from "../../filter/arm64/check-event-range.ts";
import { type EventRange, mergedRanges, otherRanges } from "../../filter/arm64/event-range.ts";
import { type EventBits, lastEvent } from "../../filter/arm64/event-space.ts";
import type { Action } from "../../filter/filter.ts";
import { arm64Abi } from "./arm64-abi.ts";
import type { Arm64Call } from "./arm64-call.ts";
import { checkArm64Call } from "./check-arm64-call.ts";

/**
 * The fewest calls that give a VM exactly this set, in the order in which they are to be made. At
 * least one: it is what puts a filter there.
 *
 * @throws {PmuFilterError} ARM64_EVENT_OUT_OF_RANGE, ARM64_RANGE_REVERSED.
 */
export function arm64CallsFromFilter(
  filter: Arm64Filter,
  bits: EventBits = 16,
): readonly Arm64Call[] {
  for (const range of filter.ranges) checkEventRange(range, bits);
  return fewestCalls(allowedRanges(filter, bits), lastEvent(bits), filter.action);
}

/**
 * The fewest calls after which exactly the `allowed` ones of the events 0 to `last` are let through;
 * `preferred` is the action where both do with as many.
 *
 * The calls are all of one action, one per run of events, and the first one's default does the rest.
 * Nothing shorter is possible, not even by overlapping calls. With the first call's action being
 * allow, all events are denied at first: no place has an allowed event on one side and a denied one,
 * or the end of the space, on the other. There are twice as many such places at the end as runs of
 * allowed events, and a call adds at most two, where it begins and where it ends. The same holds for
 * deny and the denied runs; so the lesser number of runs is the least number of calls. Where it is
 * 0, a call without events sets the default.
 *
 * A run of all 65536 events, which no call can hold, never comes up: the other action has no runs
 * then.
 */
export function fewestCalls(
  allowed: readonly EventRange[],
  last: number,
  preferred: Action,
): readonly Arm64Call[] {
  const runs = { allow: mergedRanges(allowed), deny: otherRanges(allowed, last) };
  const other = preferred === "allow" ? "deny" : "allow";
  const action = runs[other].length < runs[preferred].length ? other : preferred;
  const number = action === "allow" ? arm64Abi.actionAllow : arm64Abi.actionDeny;
  if (runs[action].length === 0) return [{ baseEvent: 0, nevents: 0, action: number }];
  return runs[action].map((run) => ({
    baseEvent: run.first,
    nevents: run.last - run.first + 1,
    action: number,
  }));
}

/**
 * The set that calls in this order give a VM, said with the first call's action. No calls are no
 * filter: everything is let through, as by `deny` with nothing.
 *
 * @throws {PmuFilterError} for what a kernel would refuse (see encodeArm64Call).
 */
export function arm64FilterFromCalls(
  calls: readonly Arm64Call[],
  bits: EventBits = 16,
): Arm64Filter {
  for (const call of calls) checkArm64Call(call, bits);
  const first = calls[0]?.action ?? arm64Abi.actionDeny;
  const listed = new Uint8Array(lastEvent(bits) + 1);
  for (const { baseEvent, nevents, action } of calls) {
    listed.fill(action === first ? 1 : 0, baseEvent, baseEvent + nevents);
  }
  return {
    action: first === arm64Abi.actionAllow ? "allow" : "deny",
    ranges: rangesIn(listed),
  };
}

function rangesIn(listed: Uint8Array): readonly EventRange[] {
  const ranges: EventRange[] = [];
  for (let first = listed.indexOf(1); first !== -1; ) {
    const end = listed.indexOf(0, first);
    const last = (end === -1 ? listed.length : end) - 1;
    ranges.push({ first, last });
    first = listed.indexOf(1, last + 1);
  }
  return ranges;
}
