import type { Filter } from "../filter.ts";
import type { Vendor } from "../vendor.ts";
import {
  allowWithoutFixedCounters,
  allowWithoutFixedTwin,
  allowWithoutGeneralEvent,
} from "./allow-fixed.ts";
import { amdMergeEventMissing } from "./amd-merge-event.ts";
import { matchOutsideMask, selectAboveIntelWidth } from "./dead-entry.ts";
import { denyWithoutFixedCounter, denyWithoutGeneralEvent } from "./deny-fixed.ts";
import { duplicateEntry } from "./duplicate-entry.ts";
import { filterEmpty } from "./empty-filter.ts";
import { type Finding, type Found, findingsOf } from "./finding.ts";
import { fixedCountersIdle, fixedCounterUnknown } from "./fixed-bitmap.ts";
import { entryWithoutEffect, excludeWithoutInclude } from "./idle-entry.ts";
import type { LintCode } from "./lint-rules.ts";
import { denyUmaskSuperset } from "./umask-superset.ts";
import { denyUmaskZero } from "./umask-zero.ts";

/**
 * What is odd about an x86 filter on hosts of these vendors (none: the vendor is not known): at most
 * one finding per rule, in the order of the table of rules, with the table's severities. The entries
 * are to be as declared, duplicates included.
 */
export function lint(filter: Filter, hosts: readonly Vendor[]): readonly Finding[] {
  return findingsOf((code) => rules[code]?.(filter, hosts));
}

type Rule = (filter: Filter, hosts: readonly Vendor[]) => Found | undefined;

const rules: Readonly<Partial<Record<LintCode, Rule>>> = {
  ALLOW_WITHOUT_FIXED_COUNTERS: allowWithoutFixedCounters,
  ALLOW_WITHOUT_FIXED_TWIN: allowWithoutFixedTwin,
  ALLOW_WITHOUT_GENERAL_EVENT: allowWithoutGeneralEvent,
  DENY_UMASK_SUPERSET: denyUmaskSuperset,
  DENY_UMASK_ZERO: denyUmaskZero,
  DENY_WITHOUT_FIXED_COUNTER: denyWithoutFixedCounter,
  DENY_WITHOUT_GENERAL_EVENT: denyWithoutGeneralEvent,
  AMD_MERGE_EVENT_MISSING: amdMergeEventMissing,
  MATCH_OUTSIDE_MASK: matchOutsideMask,
  SELECT_ABOVE_INTEL_WIDTH: selectAboveIntelWidth,
  EXCLUDE_WITHOUT_INCLUDE: excludeWithoutInclude,
  ENTRY_WITHOUT_EFFECT: entryWithoutEffect,
  DUPLICATE_ENTRY: duplicateEntry,
  FILTER_EMPTY: filterEmpty,
  FIXED_COUNTERS_IDLE: fixedCountersIdle,
  FIXED_COUNTER_UNKNOWN: fixedCounterUnknown,
};
