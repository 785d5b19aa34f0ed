import type { Filter } from "../filter.ts";
import { eventCounts, fixedCounterCounts } from "../listed.ts";
import { type Vendor, widthsFor } from "../vendor.ts";
import type { Found } from "./finding.ts";
import {
  bitsOf,
  concerned,
  eventKey,
  excludesOf,
  fixedKey,
  onFixed,
  twins,
  twinsInGuests,
} from "./fixed-twin.ts";
import { few, inputEntry, inputFixedCounters, keysOf } from "./spelling.ts";

/** DENY_WITHOUT_FIXED_COUNTER: a denied event has a fixed counter in guests, and that counts. */
export function denyWithoutFixedCounter(
  filter: Filter,
  hosts: readonly Vendor[],
): Found | undefined {
  if (filter.action !== "deny" || !widthsFor(hosts).fixedCounters) return undefined;
  const open = twinsInGuests.filter(
    (twin) => !eventCounts(filter, twin) && fixedCounterCounts(filter, twin.index),
  );
  if (open.length === 0) return undefined;
  const fixedCounters = (filter.fixedCounters | bitsOf(open)) >>> 0;
  return {
    message:
      "On Intel hosts, a guest still reads what is denied here on a fixed counter: " +
      `${few(open.map(onFixed))}.`,
    hint: `Deny the fixed counters too: ${inputFixedCounters(fixedCounters)}.`,
    entries: concerned(filter, open),
    mend: { fixedCounters },
  };
}

/** DENY_WITHOUT_GENERAL_EVENT: a fixed counter is denied, and its event counts on the others. */
export function denyWithoutGeneralEvent(
  filter: Filter,
  hosts: readonly Vendor[],
): Found | undefined {
  if (filter.action !== "deny" || !widthsFor(hosts).fixedCounters) return undefined;
  const open = twins.filter(
    (twin) => eventCounts(filter, twin) && !fixedCounterCounts(filter, twin.index),
  );
  if (open.length === 0) return undefined;
  // With umask 0 the whole select, else every umask with the bits: less could be dodged.
  const widest = open.filter(
    (twin) => !open.some((other) => other.select === twin.select && other.umask < twin.umask),
  );
  const add = widest.map(({ select, umask }) => ({
    select,
    mask: umask,
    match: umask,
    exclude: false,
  }));
  const remove = excludesOf(filter, open);
  return {
    message:
      "A guest still reads what is denied here on a general-purpose counter: " +
      `${few(open.map((twin) => `${fixedKey(twin)} by ${eventKey(twin)}`))}.`,
    hint:
      `Deny the events too: ${few(add.map(inputEntry))}` +
      `${remove.length > 0 ? `, without the exclude ${few(keysOf(remove))}` : ""}.`,
    entries: [...open.map(fixedKey), ...keysOf(remove)],
    mend: { add, remove },
  };
}
