import type { Cpu } from "../../catalog/cpu.ts";
import { codeOfEvent, eventOfCode } from "../../catalog/event-code.ts";
import { namedCodes } from "../../catalog/named-codes.ts";
import {
  commonRanges,
  type EventRange,
  eventRangeKey,
  isInRanges,
  otherRanges,
} from "../../filter/arm64/event-range.ts";
import { arm64CommonEvents, lastEvent } from "../../filter/arm64/event-space.ts";
import { plainNames } from "../names/shown-names.ts";
import type { Json } from "../output/json.ts";
import type { Cell } from "../output/table.ts";
import { type Change, changeCell } from "./change.ts";

/** A row per range, and one per event with a name in it. */
export function arm64Rows(
  change: Change,
  ranges: readonly EventRange[],
  cpus: readonly Cpu[],
): readonly (readonly Cell[])[] {
  const { counting, always } = apart(ranges);
  const rows = counting.flatMap((range) => {
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
  const hidden = always.map((event): readonly Cell[] => {
    const name = event === arm64CommonEvents.swIncr ? "SW_INCR" : "CHAIN";
    const why = "only that perf in the guest knows it, KVM counts it all the same";
    return [changeCell(change), codeOfEvent(event), `${name} (${why})`];
  });
  return [...rows, ...hidden];
}

/** The ranges for programs. */
export function arm64Json(ranges: readonly EventRange[], cpus: readonly Cpu[]): Json {
  const { counting, always } = apart(ranges);
  return {
    ranges: counting.map(eventRangeKey),
    events: counting.flatMap((range) =>
      codesIn(range, cpus).map((code) => ({ code, names: plainNames(code, cpus) })),
    ),
    pmceid: always.map(codeOfEvent),
  };
}

/** The events that KVM counts whatever the filter says; it only hides them from the guest's perf. */
function apart(ranges: readonly EventRange[]) {
  const isHidden = (event: number) => isInRanges(ranges, event);
  return {
    counting: commonRanges(ranges, otherRanges(neverFiltered, lastEvent(16))),
    always: neverFiltered.map(({ first }) => first).filter(isHidden),
  };
}

const neverFiltered = [arm64CommonEvents.swIncr, arm64CommonEvents.chain].map((event) => ({
  first: event,
  last: event,
}));

function codesIn(range: EventRange, cpus: readonly Cpu[]): readonly string[] {
  return namedCodes(cpus).filter((code) => isInRanges([range], eventOfCode(code)));
}
