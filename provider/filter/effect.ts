import type { Filter } from "./filter.ts";
import { type FixedCounter, fixedCounterNames } from "./fixed-counter.ts";
import { fixedCounterCounts, type GuestEvent } from "./listed.ts";
import { bySelect, listedUmasks, type SelectEntries } from "./select-umasks.ts";
import type { VendorWidths } from "./vendor.ts";

/**
 * What counts in a guest, whichever way a filter says so: two filters have the same effect on hosts
 * of the given widths exactly when their effects are equal, member by member.
 */
export interface Effect {
  /** The general-purpose events that count, in ascending order; neighbours differ in `umasks`. */
  readonly events: readonly EventRun[];
  /**
   * The fixed counters that the filter lets count, none on hosts without them. Of those with a name,
   * KVM shows a guest all but the last (see guestFixedCounters), and that may come: filters that
   * differ in it are told apart. Further bits of a filter's bitmap have no effect.
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
const everyUmask = (1n << 256n) - 1n;

function eventRuns(filter: Filter, selectMax: number): readonly EventRun[] {
  const untouched = filter.action === "allow" ? noUmasks : everyUmask;
  const runs: EventRun[] = [];
  let next = 0;
  const groups = bySelect(filter.entries.filter(({ select }) => select <= selectMax));
  for (const group of groups.toSorted((a, b) => a.select - b.select)) {
    const { select } = group;
    append(runs, next, select - 1, untouched);
    append(runs, select, select, countingUmasks(filter, group));
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

/** Built from words of 32 bits: a bigint per umask would be slow. */
function countingUmasks({ action }: Filter, group: SelectEntries): bigint {
  const listed = listedUmasks(group);
  let umasks = 0n;
  for (let word = 7; word >= 0; word--) {
    let bits = 0;
    for (let umask = word * 32 + 31; umask >= word * 32; umask--) {
      bits = (bits << 1) | Number(listed[umask] === (action === "allow"));
    }
    umasks = (umasks << 32n) | BigInt(bits >>> 0);
  }
  return umasks;
}

function countingFixed(filter: Filter, widths: VendorWidths): readonly FixedCounter[] {
  if (!widths.fixedCounters) return [];
  return fixedCounterNames.filter((_, index) => fixedCounterCounts(filter, index));
}
