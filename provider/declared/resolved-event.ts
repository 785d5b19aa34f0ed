import type { Arch } from "../catalog/cpu.ts";
import type { EventRange } from "../filter/arm64/event-range.ts";
import type { Entry } from "../filter/entry.ts";
import type { FixedCounter } from "../filter/fixed-counter.ts";
import type { Finding } from "../filter/lint/finding.ts";
import type { Problem } from "./problem.ts";
import type { PropertyPath } from "./property-path.ts";

/** A finding, and the property that it is about where it is about one. */
export type PlacedFinding = Finding & { readonly path?: PropertyPath };

/** What an event or a preset comes to. */
export interface ResolvedEvent {
  /** The architecture that it is of; absent where that is not known. */
  readonly arch?: Arch;
  /** True if it was said by a name, which others may share the code of. */
  readonly byName?: boolean;
  /** What it lists of general-purpose counters on x86. */
  readonly entries: readonly Entry[];
  /** The fixed counters that its name means too. */
  readonly fixedCounters: readonly FixedCounter[];
  /** What it lists on arm64. */
  readonly ranges: readonly EventRange[];
  /** What is wrong, with paths that begin at the event. */
  readonly problems: readonly Problem[];
  /** What is odd about it, with paths that begin at the event. */
  readonly findings: readonly PlacedFinding[];
}

/** What comes of an event that lists nothing. */
export const listsNothing: ResolvedEvent = {
  entries: [],
  fixedCounters: [],
  ranges: [],
  problems: [],
  findings: [],
};

/** What comes of an event that is wrong. */
export function isWrong(problem: Problem): ResolvedEvent {
  return { ...listsNothing, problems: [problem] };
}
