import type { Cpu } from "../../catalog/cpu.ts";
import { eventOfCode } from "../../catalog/event-code.ts";
import { type EventRange, eventRangeKey, isInRanges } from "../../filter/arm64/event-range.ts";
import { namedCodes, plainNames } from "../names/named-codes.ts";
import type { Json } from "../output/json.ts";
import type { Cell } from "../output/table.ts";
import { type Change, changeCell } from "./change.ts";

/** A row per range, and one per event with a name in it. */
export function arm64Rows(
  change: Change,
  ranges: readonly EventRange[],
  cpus: readonly Cpu[],
): readonly (readonly Cell[])[] {
  return ranges.flatMap((range) => {
    const codes = codesIn(range, cpus);
    const named = codes.map((code) => [
      changeCell(change),
      code,
      plainNames(code, cpus).join(", "),
    ]);
    const others = range.last - range.first + 1 - codes.length;
    if (others === 0) return named;
    const rest = `${codes.length === 0 ? "" : `${others} more `}without a name`;
    return [...named, [changeCell(change), eventRangeKey(range), rest]];
  });
}

/** The ranges for programs. */
export function arm64Json(ranges: readonly EventRange[], cpus: readonly Cpu[]): Json {
  return {
    ranges: ranges.map(eventRangeKey),
    events: ranges.flatMap((range) =>
      codesIn(range, cpus).map((code) => ({ code, names: plainNames(code, cpus) })),
    ),
  };
}

function codesIn(range: EventRange, cpus: readonly Cpu[]): readonly string[] {
  return namedCodes(cpus).filter((code) => isInRanges([range], eventOfCode(code)));
}
