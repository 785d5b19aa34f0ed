import { entryKey, exactEntry } from "../entry.ts";
import type { Filter } from "../filter.ts";
import { entryMatches, eventCounts } from "../listed.ts";
import { bySelect, listedUmasks } from "../select-umasks.ts";
import type { Vendor } from "../vendor.ts";
import type { Found } from "./finding.ts";
import { few, inputEntry, keysOf } from "./spelling.ts";

/**
 * AMD_MERGE_EVENT_MISSING: AMD's FLOP events (select 03) can count more per cycle than one counter
 * takes, and Linux gives them a second one with the merge event fff/00 (kernel,
 * arch/x86/events/amd/core.c, amd_is_pair_event_code() and AMD_MERGE_EVENT). Where KVM emulates the
 * PMU, the host's perf does so itself, whatever the filter says of the guest's fff/00. With the
 * mediated PMU (Linux 7.0) the guest's own pair is what counts, and the filter switches its counters
 * one by one (arch/x86/kvm/pmu.c, kvm_mediated_pmu_refresh_event_filter()).
 */
export function amdMergeEventMissing(filter: Filter, hosts: readonly Vendor[]): Found | undefined {
  if (filter.action !== "allow" || !hosts.includes("amd")) return undefined;
  const merge = { select: 0xfff, umask: 0x00 };
  if (eventCounts(filter, merge)) return undefined;
  const group = bySelect(filter.entries).find(({ select }) => select === 0x03);
  if (group === undefined || !listedUmasks(group).includes(true)) return undefined;

  const add = [exactEntry(merge.select, merge.umask)];
  const remove = filter.entries.filter((entry) => entry.exclude && entryMatches(entry, merge));
  const includes = keysOf(group.entries.filter(({ exclude }) => !exclude));
  return {
    message:
      `Linux pairs AMD's events of select 03 (${few(includes)}) with the merge event ` +
      `${add.map(entryKey).join()}, which is not listed: on hosts with the mediated PMU (Linux 7.0) ` +
      "their counts in the guest may be wrong.",
    hint:
      `Allow it as well: ${add.map(inputEntry).join()}` +
      `${remove.length > 0 ? `, without the exclude ${few(keysOf(remove))}` : ""}.`,
    entries: includes,
    mend: { add, remove },
  };
}
