import { type Filter, isEmpty } from "../filter.ts";
import { guestFixedCounterBits } from "../fixed-counter.ts";
import { bySelect, listedUmasks } from "../select-umasks.ts";
import { type Vendor, widthsFor } from "../vendor.ts";
import type { Found } from "./finding.ts";

/** FILTER_EMPTY: a filter that lists no event and no fixed counter on these hosts. */
export function filterEmpty(filter: Filter, hosts: readonly Vendor[]): Found | undefined {
  if (!listsNothing(filter, hosts)) return undefined;
  const refused = isEmpty(filter) ? " QEMU refuses an empty filter." : "";
  return filter.action === "allow"
    ? {
        message: `This allow list has no event that can match, so every counter of the guest reads 0.${refused}`,
        hint: "List what may count. To let nothing count, give the guest no PMU (-cpu ...,pmu=off), or allow a single unused event.",
      }
    : {
        message: `This deny list has no event that can match, so everything counts.${refused}`,
        hint: "List what is to be denied, or give the guest no filter.",
      };
}

/** True if neither an event nor a fixed counter that a guest on these hosts has is listed. */
export function listsNothing(filter: Filter, hosts: readonly Vendor[]): boolean {
  const { selectMax, fixedCounters } = widthsFor(hosts);
  if (fixedCounters && guestFixedCounterBits(filter.fixedCounters) !== 0) return false;
  return bySelect(filter.entries)
    .filter(({ select }) => select <= selectMax)
    .every((group) => !listedUmasks(group).includes(true));
}
