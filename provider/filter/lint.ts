import { type Entry, entryKey } from "./entry.ts";
import type { Filter } from "./filter.ts";
import { hexadecimal } from "./hexadecimal.ts";
import { type Vendor, vendorWidths, widthsFor } from "./vendor.ts";

/** Every code of a {@link Warning}. */
export const warningCodes = ["ALLOW_WITHOUT_FIXED_COUNTERS", "SELECT_ABOVE_INTEL_WIDTH"] as const;

/** One of the closed set of warning codes. */
export type WarningCode = (typeof warningCodes)[number];

/** Something about a filter that is valid and probably not what was meant. */
export interface Warning {
  readonly code: WarningCode;
  /** What is odd about the filter and what comes of it. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** The keys of the entries that it is about; absent where it is about the filter as a whole. */
  readonly entries?: readonly string[];
}

/**
 * What is odd about the filter on hosts of these vendors (none: the vendor is not known), in the
 * order of {@link warningCodes}.
 */
export function lint(filter: Filter, hosts: readonly Vendor[]): readonly Warning[] {
  return warningCodes.flatMap((code) => {
    const finding = rules[code](filter, hosts);
    return finding === undefined ? [] : [{ code, ...finding }];
  });
}

type Rule = (filter: Filter, hosts: readonly Vendor[]) => Omit<Warning, "code"> | undefined;

const rules: Readonly<Record<WarningCode, Rule>> = {
  ALLOW_WITHOUT_FIXED_COUNTERS: allowWithoutFixedCounters,
  SELECT_ABOVE_INTEL_WIDTH: selectAboveIntelWidth,
};

function allowWithoutFixedCounters(filter: Filter, hosts: readonly Vendor[]) {
  if (filter.action !== "allow" || filter.fixedCounters !== 0) return undefined;
  if (!widthsFor(hosts).fixedCounters) return undefined;
  return {
    message:
      "This allow list switches every fixed counter off: on Intel hosts, perf stat in the guest " +
      "reads 0 for cycles and instructions even where their events are listed.",
    hint: "List the fixed counters that may count, for example instructions and cycles.",
  };
}

function selectAboveIntelWidth(filter: Filter, hosts: readonly Vendor[]) {
  if (hosts.length > 0 && !hosts.includes("intel")) return undefined;
  const wide = filter.entries.filter((entry) => entry.select > vendorWidths.intel.selectMax);
  if (wide.length === 0) return undefined;
  return {
    message:
      `Event selects above 0xff exist on AMD only (${selects(wide)}): an Intel kernel drops such ` +
      "an entry silently, or refuses the whole filter with EINVAL if it has masked entries.",
    hint: "Say that the hosts are AMD, or give Intel hosts a filter of their own.",
    entries: [...new Set(wide.map(entryKey))],
  };
}

function selects(entries: readonly Entry[]): string {
  return [...new Set(entries.map((entry) => hexadecimal(entry.select)))].join(", ");
}
