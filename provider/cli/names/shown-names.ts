import type { Cpu } from "../../catalog/cpu.ts";
import { namesText } from "../../catalog/entry-text.ts";
import { type EventCode, eventOfCode } from "../../catalog/event-code.ts";
import { eventNames } from "../../catalog/event-names.ts";
import { namedCodes } from "../../catalog/named-codes.ts";
import { type EventRange, isInRanges } from "../../filter/arm64/event-range.ts";

/** The names of what a range of arm64 events holds, as text; empty where nothing of it has one. */
export function rangeNames(range: EventRange, cpus: readonly Cpu[]): string {
  const codes = namedCodes(cpus).filter((code) => isInRanges([range], eventOfCode(code)));
  return namesText(codes, cpus);
}

/** All names of a code, without the CPUs that have them. */
export function plainNames(code: EventCode, cpus: readonly Cpu[]): readonly string[] {
  return eventNames(code, cpus).map(({ name }) => name);
}
