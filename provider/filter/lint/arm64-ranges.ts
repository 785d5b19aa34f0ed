import type { Arm64Filter } from "../arm64/arm64-filter.ts";
import {
  commonRanges,
  type EventRange,
  eventRangeKey,
  isInRanges,
  otherRanges,
} from "../arm64/event-range.ts";
import { arm64CommonEvents, lastEvent } from "../arm64/event-space.ts";
import { hexadecimal } from "../hexadecimal.ts";
import type { Found } from "./finding.ts";
import { few } from "./spelling.ts";

/** DUPLICATE_ENTRY on arm64: ranges that have events in common. */
export function overlappingRanges({ ranges }: Arm64Filter): Found | undefined {
  const overlapping = ranges.filter((range, index) =>
    ranges.some((other, at) => at !== index && overlap(range, other)),
  );
  if (overlapping.length === 0) return undefined;
  return {
    message: `An event listed twice does nothing more than once: ${few(keysOf(overlapping))}.`,
    hint: "List each event once: make one range of those that overlap, or correct their ends.",
    entries: keysOf(overlapping),
  };
}

/** FILTER_EMPTY on arm64. */
export function nothingListed({ action, ranges }: Arm64Filter): Found | undefined {
  if (ranges.length > 0) return undefined;
  return action === "allow"
    ? {
        message: "This allow list is empty: no event of the guest counts.",
        hint: "List what may count, or give the guest no PMU (-cpu ...,pmu=off).",
      }
    : {
        message: "This deny list is empty: everything counts.",
        hint: "List what is to be denied, or give the guest no filter.",
      };
}

/**
 * ARM64_NEVER_FILTERED: SW_INCR (00) and CHAIN (1e) count whatever the filter says. Under allow,
 * listing them is right all the same: it keeps their PMCEID bits.
 *
 * Source: kernel, arch/arm64/kvm/pmu-emul.c, kvm_pmu_create_perf_event().
 */
export function neverFiltered({ action, ranges }: Arm64Filter): Found | undefined {
  const { swIncr, chain } = arm64CommonEvents;
  const listed = [swIncr, chain].filter((event) => isInRanges(ranges, event)).map(only);
  if (action !== "deny" || listed.length === 0) return undefined;
  const others = commonRanges(ranges, otherRanges(listed, lastEvent(16)));
  return {
    message:
      "KVM counts SW_INCR (0000) and CHAIN (001e) whatever the filter says; denying them only " +
      `tells the guest that they are missing: ${few(keysOf(listed))}.`,
    hint:
      `Leave them out${others.length === 0 ? "" : `: ${few(others.map(inputRange))}`}. They count ` +
      "nothing but what the guest itself writes, and the overflows of its own counters.",
    entries: keysOf(listed),
  };
}

/** ARM64_ALLOW_WITHOUT_CYCLES: the cycle counter follows CPU_CYCLES (11), which is not listed. */
export function allowWithoutCycles({ action, ranges }: Arm64Filter): Found | undefined {
  if (action !== "allow" || ranges.length === 0 || isInRanges(ranges, arm64CommonEvents.cpuCycles))
    return undefined;
  return {
    message:
      "This allow list lacks CPU_CYCLES (0011), which the cycle counter follows: cycles read 0 in the guest.",
    hint: 'List it: {first: "0x11", last: "0x11"}.',
    entries: [eventRangeKey(only(arm64CommonEvents.cpuCycles))],
  };
}

/** ARM64_NEEDS_PMUV3P1: events beyond the 10 bits of PMUv3 in Armv8.0. */
export function needsPmuv3p1({ ranges }: Arm64Filter): Found | undefined {
  const wide = ranges.filter(({ last }) => last > lastEvent(10));
  if (wide.length === 0) return undefined;
  return {
    message: `Event numbers above 0x3ff exist from PMUv3p1 on; hosts with an older PMU refuse the filter with EINVAL: ${few(keysOf(wide))}.`,
    hint: 'Where such hosts may come, end the ranges at "0x3ff", or give those hosts a filter of their own.',
    entries: keysOf(wide),
  };
}

function overlap(a: EventRange, b: EventRange): boolean {
  return a.first <= b.last && b.first <= a.last;
}

function inputRange({ first, last }: EventRange): string {
  return `{first: "${hexadecimal(first)}", last: "${hexadecimal(last)}"}`;
}

function keysOf(ranges: readonly EventRange[]): readonly string[] {
  return [...new Set(ranges.map(eventRangeKey))];
}

function only(event: number): EventRange {
  return { first: event, last: event };
}
