import type { Cpu } from "../../catalog/cpu.ts";
import { cpusOrFamilies } from "../../catalog/cpu.ts";
import { codeOfEvent, eventOfCode } from "../../catalog/event-code.ts";
import { namedCodes } from "../../catalog/named-codes.ts";
import type { ResolvedFilter } from "../../declared/resolve.ts";
import { canonicalArm64Filter } from "../../filter/arm64/arm64-filter.ts";
import { isInRanges } from "../../filter/arm64/event-range.ts";
import { type Entry, entryKey, isExact } from "../../filter/entry.ts";
import { canonicalFilter } from "../../filter/filter.ts";
import { fixedCountersIn } from "../../filter/fixed-counter.ts";
import { hexadecimal } from "../../filter/hexadecimal.ts";
import { plainNames } from "../names/shown-names.ts";
import type { Json } from "./json.ts";

/** A filter for programs: docs/command-line.md has the shape. */
export function filterJson(filter: ResolvedFilter | undefined, cpus: readonly Cpu[]): Json {
  if (filter === undefined) return null;
  const known = cpusOrFamilies(cpus, filter.arch);
  const { arch, action } = filter;
  if (filter.arch === "arm64") {
    const ranges = canonicalArm64Filter(filter).ranges.map((range) => ({
      first: `0x${codeOfEvent(range.first)}`,
      last: `0x${codeOfEvent(range.last)}`,
      names: namedCodes(known)
        .filter((code) => isInRanges([range], eventOfCode(code)))
        .flatMap((code) => plainNames(code, known)),
    }));
    return { arch, action, ranges };
  }
  const { entries, fixedCounters } = canonicalFilter(filter);
  return {
    arch,
    action,
    entries: entries.map((entry) => entryJson(entry, known)),
    fixedCounters: fixedCountersIn(fixedCounters),
    fixedCounterBitmap: hexadecimal(fixedCounters),
  };
}

function entryJson(entry: Entry, cpus: readonly Cpu[]): Json {
  const { select, mask, match, exclude } = entry;
  return {
    entry: entryKey(entry),
    select: hexadecimal(select),
    mask: hexadecimal(mask),
    match: hexadecimal(match),
    exclude,
    names: isExact(entry) ? plainNames(entryKey(entry), cpus) : [],
  };
}
