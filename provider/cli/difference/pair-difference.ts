import type { Cpu } from "../../catalog/cpu.ts";
import { type EventCode, entryOfCode } from "../../catalog/event-code.ts";
import { namedCodes } from "../../catalog/named-codes.ts";
import { type Effect, type EventRun, effectOf } from "../../filter/effect.ts";
import type { Filter } from "../../filter/filter.ts";
import type { FixedCounter } from "../../filter/fixed-counter.ts";
import { allUmasks } from "../../filter/select-umasks.ts";
import type { VendorWidths } from "../../filter/vendor.ts";

/** What a guest of x86 comes to have, or loses. */
export interface PairChange {
  /** The events with a name. */
  readonly named: readonly EventCode[];
  /** The pairs of select and umask without one: consecutive selects with the same umasks. */
  readonly unnamed: readonly EventRun[];
  readonly fixedCounters: readonly FixedCounter[];
}

/** What changes for a guest when one filter takes another's place. */
export interface PairDifference {
  readonly gained: PairChange;
  readonly lost: PairChange;
}

/** The difference in effect on hosts of these widths; names are those of the CPUs. */
export function pairDifference(
  before: Filter,
  after: Filter,
  widths: VendorWidths,
  cpus: readonly Cpu[],
): PairDifference {
  const [old, now] = [effectOf(before, widths), effectOf(after, widths)];
  const codes = namedCodes(cpus);
  return {
    gained: changeFrom(old, now, widths, codes),
    lost: changeFrom(now, old, widths, codes),
  };
}

/** Whether nothing changes. */
export function isSame({ gained, lost }: PairDifference): boolean {
  return [gained, lost].every(
    ({ named, unnamed, fixedCounters }) =>
      named.length + unnamed.length + fixedCounters.length === 0,
  );
}

/** How many pairs runs hold. */
export function pairsIn(runs: readonly EventRun[]): number {
  return runs.reduce(
    (sum, { firstSelect, lastSelect, umasks }) =>
      sum + (lastSelect - firstSelect + 1) * umasksIn(umasks).length,
    0,
  );
}

/** The umasks of a set of 256 bits. */
export function umasksIn(umasks: bigint): readonly number[] {
  return allUmasks.filter((umask) => ((umasks >> BigInt(umask)) & 1n) === 1n);
}

function changeFrom(
  from: Effect,
  to: Effect,
  { selectMax }: VendorWidths,
  codes: readonly EventCode[],
): PairChange {
  const [old, now] = [umasksBySelect(from, selectMax), umasksBySelect(to, selectMax)];
  const changed = now.map((umasks, select) => umasks & ~(old[select] ?? 0n));
  const named = codes.filter((code) => {
    const { select, match } = entryOfCode(code);
    const bit = 1n << BigInt(match);
    if (((changed[select] ?? 0n) & bit) === 0n) return false;
    changed[select] = (changed[select] ?? 0n) & ~bit;
    return true;
  });
  const fixedCounters = to.fixedCounters.filter((counter) => !from.fixedCounters.includes(counter));
  return { named, unnamed: runsOf(changed), fixedCounters };
}

function umasksBySelect({ events }: Effect, selectMax: number): bigint[] {
  const umasks = Array.from({ length: selectMax + 1 }, () => 0n);
  for (const run of events) umasks.fill(run.umasks, run.firstSelect, run.lastSelect + 1);
  return umasks;
}

function runsOf(umasksOf: readonly bigint[]): readonly EventRun[] {
  const runs: EventRun[] = [];
  for (const [select, umasks] of umasksOf.entries()) {
    if (umasks === 0n) continue;
    const last = runs.at(-1);
    if (last?.lastSelect === select - 1 && last.umasks === umasks) {
      runs[runs.length - 1] = { ...last, lastSelect: select };
    } else {
      runs.push({ firstSelect: select, lastSelect: select, umasks });
    }
  }
  return runs;
}
