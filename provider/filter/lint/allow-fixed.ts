import { exactEntry } from "../entry.ts";
import type { Filter } from "../filter.ts";
import { fixedCounterNames, guestFixedCounterBits } from "../fixed-counter.ts";
import { eventCounts, fixedCounterCounts } from "../listed.ts";
import { type Vendor, widthsFor } from "../vendor.ts";
import { listsNothing } from "./empty-filter.ts";
import type { Found } from "./finding.ts";
import {
  bitsOf,
  concerned,
  eventKey,
  excludesOf,
  fixedKey,
  interchangeable,
  onFixed,
  twinsInGuests,
} from "./fixed-twin.ts";
import { few, inputEntry, inputFixedCounters, keysOf } from "./spelling.ts";

/** ALLOW_WITHOUT_FIXED_COUNTERS: an allow list whose bitmap lists none that a guest has. */
export function allowWithoutFixedCounters(
  filter: Filter,
  hosts: readonly Vendor[],
): Found | undefined {
  if (filter.action !== "allow" || listsNothing(filter, hosts)) return undefined;
  if (!widthsFor(hosts).fixedCounters || allowsFixed(filter)) return undefined;
  const listed = twinsInGuests.filter((twin) => eventCounts(filter, twin));
  const useful = bitsOf(listed.length > 0 ? listed : interchangeable);
  return {
    message:
      "This allow list switches every fixed counter off: on Intel hosts, perf stat in the guest " +
      "reads 0 for cycles and instructions even where their events are listed.",
    hint: `List the fixed counters that may count, for example ${inputFixedCounters(useful)}.`,
    ...(listed.length > 0 ? { entries: concerned(filter, listed) } : {}),
    mend: { fixedCounters: (filter.fixedCounters | useful) >>> 0 },
  };
}

/** ALLOW_WITHOUT_FIXED_TWIN: some fixed counters are listed, but not that of a listed event. */
export function allowWithoutFixedTwin(filter: Filter, hosts: readonly Vendor[]): Found | undefined {
  if (filter.action !== "allow" || !widthsFor(hosts).fixedCounters) return undefined;
  if (!allowsFixed(filter)) return undefined;
  const lonely = interchangeable.filter(
    (twin) => eventCounts(filter, twin) && !fixedCounterCounts(filter, twin.index),
  );
  if (lonely.length === 0) return undefined;
  const fixedCounters = (filter.fixedCounters | bitsOf(lonely)) >>> 0;
  return {
    message:
      "On Intel hosts, perf stat in the guest takes the fixed counter where there is one, and " +
      `reads 0 though the event is listed: ${few(lonely.map(onFixed))}.`,
    hint: `List their fixed counters too: ${inputFixedCounters(fixedCounters)}.`,
    entries: concerned(filter, lonely),
    mend: { fixedCounters },
  };
}

/** ALLOW_WITHOUT_GENERAL_EVENT: a fixed counter is listed, but not its general-purpose event. */
export function allowWithoutGeneralEvent(
  filter: Filter,
  hosts: readonly Vendor[],
): Found | undefined {
  if (filter.action !== "allow" || !widthsFor(hosts).fixedCounters) return undefined;
  const lonely = interchangeable.filter(
    (twin) => fixedCounterCounts(filter, twin.index) && !eventCounts(filter, twin),
  );
  const [first] = lonely;
  if (first === undefined) return undefined;
  const name = fixedCounterNames[first.index];
  const add = lonely.map(({ select, umask }) => exactEntry(select, umask));
  const remove = excludesOf(filter, lonely);
  return {
    message:
      "On Intel hosts, perf in the guest takes a general-purpose counter when the fixed one is in " +
      `use, as for the second of ${name}:u and ${name}:k, and reads 0 there: ` +
      `${few(lonely.map((twin) => `${fixedKey(twin)} without ${eventKey(twin)}`))}.`,
    hint:
      `Allow the events too: ${few(add.map(inputEntry))}` +
      `${remove.length > 0 ? `, without the exclude ${few(keysOf(remove))}` : ""}.`,
    entries: [...lonely.map(fixedKey), ...keysOf(remove)],
    mend: { add, remove },
  };
}

function allowsFixed({ fixedCounters }: Filter): boolean {
  return guestFixedCounterBits(fixedCounters) !== 0;
}
