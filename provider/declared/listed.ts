import type { Arch, Cpu } from "../catalog/cpu.ts";
import type { EventRange } from "../filter/arm64/event-range.ts";
import type { Entry } from "../filter/entry.ts";
import { type FixedCounter, fixedCounterBitmap } from "../filter/fixed-counter.ts";
import type { Problem } from "./problem.ts";
import type { PlacedEvent } from "./resolve-events.ts";

/** What is listed, by events, presets and fixed counters together. */
export type Listed = ListedX86 | ListedArm64;

interface ListedX86 {
  readonly arch: "x86";
  /** The events of general-purpose counters, as often as they are declared. */
  readonly entries: readonly Entry[];
  /** Bitmap of the fixed counters: those declared, and those that names mean too. */
  readonly fixedCounters: number;
}

interface ListedArm64 {
  readonly arch: "arm64";
  /** The events, as they are declared. */
  readonly ranges: readonly EventRange[];
}

/** Puts together what events and fixed counters list, all for one architecture. */
export function listedBy(
  events: readonly PlacedEvent[],
  fixedCounters: readonly FixedCounter[],
  cpus: readonly Cpu[],
): { readonly listed: Listed; readonly problems: readonly Problem[] } {
  const arch = cpus[0]?.arch ?? events.find((event) => event.arch !== undefined)?.arch ?? "x86";
  const problems = [
    ...events.flatMap((event) => otherArch(event, arch)),
    ...(arch === "arm64" && fixedCounters.length > 0 ? [noFixedCounters] : []),
  ];
  if (arch === "arm64") {
    return { listed: { arch, ranges: events.flatMap(({ ranges }) => ranges) }, problems };
  }
  const bitmap = fixedCounterBitmap([
    ...fixedCounters,
    ...events.flatMap((event) => event.fixedCounters),
  ]);
  const entries = events.flatMap((event) => event.entries);
  return { listed: { arch, entries, fixedCounters: bitmap }, problems };
}

function otherArch({ arch, path }: PlacedEvent, wanted: Arch): readonly Problem[] {
  if (arch === undefined || arch === wanted) return [];
  return [
    {
      path,
      code: "EVENT_OF_OTHER_ARCH",
      message: `is an event of ${arch} in a filter for ${wanted}`,
      hint: "Say in cpus whose events these are; x86 and arm64 need a PmuFilter each.",
    },
  ];
}

const noFixedCounters: Problem = {
  path: ["fixedCounters"],
  code: "EVENT_OF_OTHER_ARCH",
  message: "are Intel's, and this filter is for arm64",
  hint: "Leave them out; arm64's cycle counter follows event 0x11 (cycles).",
};
