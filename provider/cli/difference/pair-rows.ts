import type { Cpu } from "../../catalog/cpu.ts";
import { namesText } from "../../catalog/entry-text.ts";
import type { EventRun } from "../../filter/effect.ts";
import { entryKey, exactEntry } from "../../filter/entry.ts";
import { fixedCounterKey, fixedCounterNames } from "../../filter/fixed-counter.ts";
import { hexadecimal } from "../../filter/hexadecimal.ts";
import { plainNames } from "../names/shown-names.ts";
import { amount } from "../output/amount.ts";
import type { Json } from "../output/json.ts";
import type { Cell } from "../output/table.ts";
import { type Change, changeCell } from "./change.ts";
import { type PairChange, pairsIn, umasksIn } from "./pair-difference.ts";

/** A row per fixed counter and named event, then the pairs without a name. */
export function pairRows(
  change: Change,
  { named, unnamed, fixedCounters }: PairChange,
  cpus: readonly Cpu[],
): readonly (readonly Cell[])[] {
  const rows: readonly (readonly [string, string])[] = [
    ...fixedCounters.map(
      (counter) => [fixedCounterKey(fixedCounterNames.indexOf(counter)), counter] as const,
    ),
    ...named.map((code) => [code, namesText([code], cpus)] as const),
    ...unnamed.flatMap(runRows),
  ];
  return rows.map(([code, text]) => [changeCell(change), code, text]);
}

/** What a guest gains or loses, for programs. */
export function pairJson(
  { named, unnamed, fixedCounters }: PairChange,
  cpus: readonly Cpu[],
): Json {
  return {
    fixedCounters,
    events: named.map((code) => ({ code, names: plainNames(code, cpus) })),
    unnamedPairs: pairsIn(unnamed),
    unnamed: unnamed.map(({ firstSelect, lastSelect, umasks }) => ({
      firstSelect: hexadecimal(firstSelect),
      lastSelect: hexadecimal(lastSelect),
      umasks: `0x${umasks.toString(16).padStart(64, "0")}`,
    })),
  };
}

/** A few pairs each by itself; many by select. */
function runRows(run: EventRun): readonly (readonly [string, string])[] {
  const { firstSelect, lastSelect } = run;
  const umasks = umasksIn(run.umasks);
  if (firstSelect === lastSelect && umasks.length <= 4) {
    return umasks.map((umask) => [entryKey(exactEntry(firstSelect, umask)), ""]);
  }
  const [first, last] = [firstSelect, lastSelect].map((select) =>
    select.toString(16).padStart(2, "0"),
  );
  const selects = first === last ? `${first}/..` : `${first}-${last}/..`;
  return [
    [
      selects,
      umasks.length === 256 ? "any umask" : `${amount(umasks.length, "umask")} without a name`,
    ],
  ];
}
