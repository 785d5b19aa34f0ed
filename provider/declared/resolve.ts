import { kvmAbi } from "../encoding/kvm-abi.ts";
import { type Entry, entryKey } from "../filter/entry.ts";
import { type Filter, isEmpty } from "../filter/filter.ts";
import { type FixedCounter, fixedCounterBitmap } from "../filter/fixed-counter.ts";
import { lint, type Warning } from "../filter/lint.ts";
import type { Vendor } from "../filter/vendor.ts";
import type { DeclaredPmuFilter } from "./pmu-filter.ts";
import type { Problem } from "./problem.ts";
import { isKnown, type Partially, unknownValue } from "./property-value.ts";
import { type ResolvedEvent, resolveEvent } from "./resolve-event.ts";

/** What a declaration comes to. A part that depends on an unknown value or a problem is absent. */
export interface Resolved {
  readonly hosts?: readonly Vendor[];
  /** The listed events of general-purpose counters, each once. */
  readonly entries?: readonly Entry[];
  /** Bitmap of the listed fixed counters: those declared, and those that names mean too. */
  readonly fixedCounters?: number;
  readonly filter?: Filter;
  readonly problems: readonly Problem[];
  readonly warnings: readonly ResolveWarning[];
}

/** A warning of the lint, or of an event's name. */
export type ResolveWarning =
  | Warning
  | (Omit<Warning, "code"> & { readonly code: "EVENT_NAME_PARTIAL" });

/** A declaration of which parts may not be known. */
export type PartialDeclaration = Exclude<Partially<DeclaredPmuFilter>, symbol>;

/** Turns names and formats into entries, and judges what only the whole can tell. */
export function resolve(declared: PartialDeclaration): Resolved {
  const hosts = ifKnown<readonly Vendor[]>(declared.cpus ?? []);
  const { events, complete } = resolveEvents(declared, hosts);
  const entries = distinct(events.flatMap((event) => event.entries));
  const problems = [
    ...events.flatMap((event) => event.problems),
    ...(entries.length > kvmAbi.maxEvents ? [tooMany(entries.length)] : []),
  ];
  const own = ifKnown<readonly FixedCounter[]>(declared.fixedCounters ?? []);
  if (hosts === undefined || own === undefined || !complete || problems.length > 0) {
    return { problems, warnings: [] };
  }
  const fixedCounters = fixedCounterBitmap([
    ...own,
    ...events.flatMap((event) => event.fixedCounters),
  ]);
  const listed = { hosts, entries, fixedCounters };
  const { action, targets = [] } = declared;
  if (action === undefined || action === unknownValue) return { ...listed, problems, warnings: [] };

  const filter = { action, entries, fixedCounters };
  if (isEmpty(filter) && targets !== unknownValue && targets.length > 0) {
    problems.push(emptyForQemu);
  }
  const warnings = [...partialNames(events), ...lint(filter, hosts)];
  return { ...listed, filter, problems, warnings };
}

/** The events that are known, and whether these are all. */
function resolveEvents(
  { events = [] }: PartialDeclaration,
  hosts: readonly Vendor[] | undefined,
): { readonly events: readonly ResolvedEvent[]; readonly complete: boolean } {
  if (events === unknownValue || hosts === undefined) return { events: [], complete: false };
  const resolved = events.map((event, index) => {
    if (!isKnown(event)) return undefined;
    const { problems, ...rest } = resolveEvent(event, hosts);
    return {
      ...rest,
      problems: problems.map((found) => ({ ...found, path: ["events", index, ...found.path] })),
    };
  });
  const known = resolved.filter((event) => event !== undefined);
  return { events: known, complete: known.length === events.length };
}

function ifKnown<T>(value: Partially<T>): T | undefined {
  return isKnown(value) ? value : undefined;
}

function distinct(entries: readonly Entry[]): readonly Entry[] {
  return [...new Map(entries.map((entry) => [entryKey(entry), entry])).values()];
}

function partialNames(events: readonly ResolvedEvent[]): readonly ResolveWarning[] {
  return events.flatMap(({ missingOn }, index) =>
    missingOn.length === 0
      ? []
      : [
          {
            code: "EVENT_NAME_PARTIAL",
            message: `events[${index}]: ${missingOn.join(" and ")} CPUs have no event of this name; nothing is listed for them.`,
          },
        ],
  );
}

function tooMany(count: number): Problem {
  return {
    path: ["events"],
    code: "TOO_MANY_ENTRIES",
    message: `come to ${count} entries, ${count - kvmAbi.maxEvents} more than the ${kvmAbi.maxEvents} that KVM takes`,
    hint: "Take events out, or say several umasks of one select as one masked entry.",
  };
}

const emptyForQemu: Problem = {
  path: ["events"],
  code: "QEMU_FILTER_EMPTY",
  message: "are empty and no fixed counter is listed, which QEMU refuses",
  hint: "List an event. To deny every event, allow a single unused one; to allow every event, give no filter.",
};
