import { type Entry, entryKey, isDead } from "../entry.ts";
import type { Filter } from "../filter.ts";
import { hexadecimal } from "../hexadecimal.ts";
import { type Vendor, vendorWidths } from "../vendor.ts";
import type { Found } from "./finding.ts";
import { few, inputEntry, keysOf } from "./spelling.ts";

/** MATCH_OUTSIDE_MASK: entries that no umask can match; the kernel takes them silently. */
export function matchOutsideMask(filter: Filter): Found | undefined {
  const dead = filter.entries.filter(isDead);
  if (dead.length === 0) return undefined;
  const add = dead.map((entry) => ({ ...entry, mask: entry.mask | entry.match }));
  return {
    message: `A match with bits outside its mask can match no event: ${few(keysOf(dead))}.`,
    hint: `Add those bits to the mask, as in ${few(add.map(inputEntry))}, or take them out of the match.`,
    entries: keysOf(dead),
    mend: { remove: dead, add },
  };
}

/** SELECT_ABOVE_INTEL_WIDTH: entries that only AMD hosts can take, where Intel ones may come. */
export function selectAboveIntelWidth(filter: Filter, hosts: readonly Vendor[]): Found | undefined {
  if (hosts.length > 0 && !hosts.includes("intel")) return undefined;
  const wide = filter.entries.filter((entry) => entry.select > vendorWidths.intel.selectMax);
  if (wide.length === 0) return undefined;
  return {
    message:
      `Event selects above 0xff exist on AMD only (${selects(wide)}): an Intel kernel drops such ` +
      "an entry silently, or refuses the whole filter with EINVAL if it has masked entries.",
    hint: "Say that the hosts are AMD (cpus: [amd]), or give Intel hosts a filter of their own.",
    entries: [...new Set(wide.map(entryKey))],
  };
}

function selects(entries: readonly Entry[]): string {
  return few([...new Set(entries.map((entry) => hexadecimal(entry.select)))]);
}
