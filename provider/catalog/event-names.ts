import { type Entry, isExact } from "../filter/entry.ts";
import { type Vendor, vendors } from "../filter/vendor.ts";
import { catalog } from "./catalog.ts";
import type { CatalogEvent } from "./catalog-event.ts";
import { genericEvents } from "./generic-events.ts";

/** A name for a code, and the vendors among the hosts on which the code has it. */
export interface EventName {
  readonly name: string;
  readonly vendors: readonly Vendor[];
}

/**
 * The names to show for an exact entry on hosts of these vendors (none: any may come): perf's
 * generic ones where there are any, otherwise the others of the catalogue. Several names may have
 * one code, which a filter cannot tell apart. Other entries have no names.
 */
export function eventNames(entry: Entry, hosts: readonly Vendor[]): readonly EventName[] {
  if (!isExact(entry)) return [];
  const possible =
    hosts.length === 0 ? vendors : vendors.filter((vendor) => hosts.includes(vendor));
  const generic = namesIn(genericEvents, entry, possible);
  return generic.length > 0 ? generic : namesIn(catalog, entry, possible);
}

function namesIn(
  events: readonly CatalogEvent[],
  { select, match }: Entry,
  possible: readonly Vendor[],
): readonly EventName[] {
  return events.flatMap((event) => {
    const having = possible.filter((vendor) => {
      const code = event[vendor]?.code;
      return code?.[0] === select && code[1] === match;
    });
    return having.length === 0 ? [] : [{ name: event.names[0], vendors: having }];
  });
}
