import { vendorsOf } from "../../catalog/cpu.ts";
import { entryOfCode, eventOfCode } from "../../catalog/event-code.ts";
import type { ResolvedFilter } from "../../declared/resolve.ts";
import { arm64EventCounts, isAllowed } from "../../filter/arm64/arm64-event-counts.ts";
import type { Arm64Filter } from "../../filter/arm64/arm64-filter.ts";
import { eventRangeKey, isInRanges } from "../../filter/arm64/event-range.ts";
import { arm64CommonEvents, type EventBits } from "../../filter/arm64/event-space.ts";
import { pmceidBitKept } from "../../filter/arm64/pmceid.ts";
import { type Entry, entryKey } from "../../filter/entry.ts";
import type { Filter } from "../../filter/filter.ts";
import {
  fixedCounterKey,
  fixedCounterNames,
  guestFixedCounters,
} from "../../filter/fixed-counter.ts";
import { entryMatches, eventCounts, fixedCounterCounts } from "../../filter/listed.ts";
import { widthsFor } from "../../filter/vendor.ts";
import type { FilterInput, InputPart } from "../input/filter-input.ts";

/** Whether one counter's event counts, and what decides it. */
export interface Answer {
  /** `c4/20`, `fixed/0`, `0011`. */
  readonly code: string;
  readonly counts: boolean;
  readonly reason: Reason;
  /** The entries that decide; none for what is not listed. */
  readonly deciders: readonly Decider[];
  /** arm64: whether perf in the guest shows `<not supported>` for it. */
  readonly notSupported?: boolean;
}

/** Why an event counts or not. */
export type Reason =
  | "listed"
  | "excluded"
  | "not-listed"
  | "no-filter"
  | "never-filtered"
  | "no-such-counter";

/** An entry that decides, and the parts of the input that say it. */
export interface Decider {
  /** `c4/20`, `!c4/20&70`, `fixed/0`, `0010-001f`. */
  readonly entry: string;
  readonly parts: readonly InputPart[];
}

/** The answer for an event of a general-purpose counter of x86. */
export function answerForPair(
  code: string,
  filter: Filter | undefined,
  input: FilterInput,
): Answer {
  const { select, match: umask } = entryOfCode(code);
  const event = { select, umask };
  const counts = eventCounts(filter, event);
  if (filter === undefined) return { code, counts, reason: "no-filter", deciders: [] };
  const matching = filter.entries.filter((entry) => entryMatches(entry, event));
  const excludes = matching.filter(({ exclude }) => exclude);
  const includes = matching.filter(({ exclude }) => !exclude);
  const [reason, deciding]: [Reason, readonly Entry[]] =
    includes.length === 0
      ? ["not-listed", []]
      : excludes.length > 0
        ? ["excluded", excludes]
        : ["listed", includes];
  const keys = [...new Set(deciding.map(entryKey))];
  return {
    code,
    counts,
    reason,
    deciders: keys.map((entry) => ({
      entry,
      parts: input.parts.filter((part) => part.entries.some((said) => entryKey(said) === entry)),
    })),
  };
}

/** The answer for a fixed counter. */
export function answerForFixed(
  index: number,
  filter: Filter | undefined,
  input: FilterInput,
): Answer {
  const code = fixedCounterKey(index);
  const { fixedCounters: hasThem } = widthsFor(vendorsOf(input.cpus));
  if (!hasThem || index >= guestFixedCounters) {
    return { code, counts: false, reason: "no-such-counter", deciders: [] };
  }
  const counts = fixedCounterCounts(filter, index);
  if (filter === undefined) return { code, counts, reason: "no-filter", deciders: [] };
  const listed = ((filter.fixedCounters >>> index) & 1) === 1;
  if (!listed) return { code, counts, reason: "not-listed", deciders: [] };
  const parts = input.parts.filter(({ fixedCounters }) =>
    fixedCounters.some((counter) => fixedCounterNames[index] === counter),
  );
  return { code, counts, reason: "listed", deciders: [{ entry: code, parts }] };
}

/** The answer for an event of arm64. */
export function answerForNumber(
  code: string,
  filter: Arm64Filter | undefined,
  input: FilterInput,
  bits: EventBits,
): Answer {
  const event = eventOfCode(code);
  const counts = arm64EventCounts(filter, event, bits);
  const lost = pmceidBitKept(filter, event, bits) === false;
  const answer = { code, counts, ...(lost && { notSupported: true }) };
  if (filter === undefined) return { ...answer, reason: "no-filter", deciders: [] };
  const { swIncr, chain } = arm64CommonEvents;
  if ((event === swIncr || event === chain) && !isAllowed(filter, event)) {
    return { ...answer, reason: "never-filtered", deciders: [] };
  }
  const deciders = decidingRanges(event, input);
  return {
    ...answer,
    reason: isInRanges(filter.ranges, event) ? "listed" : "not-listed",
    deciders,
  };
}

/** Of calls, the last one that covers an event decides; of ranges, any. */
function decidingRanges(event: number, { parts, calls }: FilterInput): readonly Decider[] {
  const covering = parts.filter(({ ranges }) => isInRanges(ranges, event));
  const deciding = calls === undefined ? covering : covering.slice(-1);
  return deciding.map((part) => ({
    entry: part.ranges
      .filter((range) => isInRanges([range], event))
      .map(eventRangeKey)
      .join(" "),
    parts: [part],
  }));
}

/** The answers for all that an asked event comes to. */
export function answersFor(
  asked: { readonly codes: readonly string[]; readonly fixed: readonly number[] },
  filter: ResolvedFilter | undefined,
  input: FilterInput,
  bits: EventBits,
): readonly Answer[] {
  if (filter?.arch === "arm64" || asked.codes.some((code) => !code.includes("/"))) {
    const arm64 = filter?.arch === "arm64" ? filter : undefined;
    return asked.codes.map((code) => answerForNumber(code, arm64, input, bits));
  }
  return [
    ...asked.codes.map((code) => answerForPair(code, filter, input)),
    ...asked.fixed.map((index) => answerForFixed(index, filter, input)),
  ];
}
