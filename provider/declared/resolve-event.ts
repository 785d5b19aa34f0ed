import { resolveEventName } from "../catalog/resolve-event-name.ts";
import { decodeRawEvent } from "../encoding/raw-event.ts";
import { type Entry, exactEntry } from "../filter/entry.ts";
import type { FixedCounter } from "../filter/fixed-counter.ts";
import { hexadecimal } from "../filter/hexadecimal.ts";
import { type Vendor, widthsFor } from "../filter/vendor.ts";
import { type DeclaredEvent, eventKind } from "./event.ts";
import type { Problem } from "./problem.ts";

/** What one event comes to. */
export interface ResolvedEvent {
  readonly entries: readonly Entry[];
  /** The fixed counters that the name means too. */
  readonly fixedCounters: readonly FixedCounter[];
  /** The hosts on which the name means nothing. */
  readonly missingOn: readonly Vendor[];
  /** What is wrong, with paths that begin at the event. */
  readonly problems: readonly Problem[];
}

/** Turns an event into entries for hosts of the given vendors. */
export function resolveEvent(event: DeclaredEvent, hosts: readonly Vendor[]): ResolvedEvent {
  return eventKind(event) === "name"
    ? resolveName(event.name ?? "", hosts)
    : resolveNumbers(event, hosts);
}

function resolveName(name: string, hosts: readonly Vendor[]): ResolvedEvent {
  if (hosts.length === 0) {
    return problem({
      path: ["name"],
      code: "CPUS_NEEDED",
      message: `"${name}" has a code only on given CPUs`,
      hint: "Say which in cpus, for example cpus: [intel].",
    });
  }
  const resolution = resolveEventName(name, hosts);
  if (resolution.found && resolution.missingOn.length < new Set(hosts).size) {
    return { ...resolution, problems: [] };
  }
  const asked = [...new Set(hosts)];
  const guesses = resolution.found ? [] : resolution.suggestions;
  return problem({
    path: ["name"],
    code: "EVENT_NAME_UNKNOWN",
    message: `${asked.join(" and ")} ${asked.length === 1 ? "has" : "have"} no event "${name}" in the catalogue`,
    hint: `${guesses.length === 0 ? "" : `Did you mean ${guesses.join(" or ")}? `}Any event can be said by select and umask.`,
  });
}

function resolveNumbers(event: DeclaredEvent, hosts: readonly Vendor[]): ResolvedEvent {
  const entry = entryOf(event);
  const { selectMax } = widthsFor(hosts);
  if (entry.select > selectMax) {
    return problem({
      path: [event.code === undefined ? "select" : "code"],
      code: "SELECT_OUT_OF_RANGE",
      message: `the select is ${hexadecimal(entry.select)}, and ${hosts[0]} CPUs have selects up to ${hexadecimal(selectMax)}`,
      hint: "Correct the select, or the cpus.",
    });
  }
  return { entries: [entry], fixedCounters: [], missingOn: [], problems: [] };
}

/** The codec has made sure that the members of the event's format are there. */
function entryOf({ code, select, umask, mask, match, exclude }: DeclaredEvent): Entry {
  if (code !== undefined) {
    const event = decodeRawEvent(code);
    return exactEntry(event.select, event.umask);
  }
  return mask === undefined
    ? exactEntry(select ?? 0, umask ?? 0)
    : { select: select ?? 0, mask, match: match ?? 0, exclude: exclude ?? false };
}

function problem(found: Problem): ResolvedEvent {
  return { entries: [], fixedCounters: [], missingOn: [], problems: [found] };
}
