import type { Entry } from "./entry.ts";
import type { Filter } from "./filter.ts";
import { type FixedCounter, fixedCounterNames } from "./fixed-counter.ts";
import { eventCounts, fixedCounterCounts, type GuestEvent } from "./listed.ts";
import type { VendorWidths } from "./vendor.ts";

/**
 * What counts in a guest, whichever way a filter says so: two filters have the same effect on hosts
 * of the given widths exactly when their effects are equal, member by member.
 */
export interface Effect {
  /** The general-purpose events that count, in ascending order; neighbours differ in `umasks`. */
  readonly events: readonly EventRun[];
  /**
   * The fixed counters that count, none on hosts without them. Only the four with a name: KVM shows
   * a guest no others, so further bits of a filter's bitmap have no effect.
   */
  readonly fixedCounters: readonly FixedCounter[];
}

/** Consecutive selects of which the same umasks count. */
export interface EventRun {
  readonly firstSelect: number;
  readonly lastSelect: number;
  /** 256 bits, bit n for umask n; never 0. */
  readonly umasks: bigint;
}

/** The effect of a filter on hosts of the given widths; entries beyond them do nothing there. */
export function effectOf(filter: Filter, widths: VendorWidths): Effect {
  return {
    events: eventRuns(filter, widths.selectMax),
    fixedCounters: countingFixed(filter, widths),
  };
}

/** Whether the event is among those that count. */
export function countsIn(effect: Effect, event: GuestEvent): boolean {
  const run = effect.events.find(
    ({ firstSelect, lastSelect }) => firstSelect <= event.select && event.select <= lastSelect,
  );
  return run !== undefined && ((run.umasks >> BigInt(event.umask)) & 1n) === 1n;
}

const noUmasks = 0n;
const allUmasks = (1n << 256n) - 1n;

function eventRuns(filter: Filter, selectMax: number): readonly EventRun[] {
  const untouched = filter.action === "allow" ? noUmasks : allUmasks;
  const runs: EventRun[] = [];
  let next = 0;
  for (const [select, entries] of entriesBySelect(filter.entries, selectMax)) {
    append(runs, next, select - 1, untouched);
    append(runs, select, select, countingUmasks({ ...filter, entries }, select));
    next = select + 1;
  }
  append(runs, next, selectMax, untouched);
  return runs;
}

/** Adds a run, or lengthens the one before it where the same umasks go on counting. */
function append(runs: EventRun[], firstSelect: number, lastSelect: number, umasks: bigint): void {
  if (lastSelect < firstSelect || umasks === noUmasks) return;
  const last = runs.at(-1);
  if (last !== undefined && last.lastSelect === firstSelect - 1 && last.umasks === umasks) {
    runs[runs.length - 1] = { ...last, lastSelect };
  } else {
    runs.push({ firstSelect, lastSelect, umasks });
  }
}

function entriesBySelect(entries: readonly Entry[], selectMax: number): [number, Entry[]][] {
  const bySelect = new Map<number, Entry[]>();
  for (const entry of entries) {
    if (entry.select > selectMax) continue;
    const same = bySelect.get(entry.select);
    if (same === undefined) bySelect.set(entry.select, [entry]);
    else same.push(entry);
  }
  return [...bySelect].sort(([a], [b]) => a - b);
}

function countingUmasks(filter: Filter, select: number): bigint {
  let umasks = 0n;
  for (let word = 7; word >= 0; word--) {
    let bits = 0;
    for (let umask = word * 32 + 31; umask >= word * 32; umask--) {
      bits = (bits << 1) | Number(eventCounts(filter, { select, umask }));
    }
    umasks = (umasks << 32n) | BigInt(bits >>> 0);
  }
  return umasks;
}

function countingFixed(filter: Filter, widths: VendorWidths): readonly FixedCounter[] {
  if (!widths.fixedCounters) return [];
  return fixedCounterNames.filter((_, index) => fixedCounterCounts(filter, index));
}
