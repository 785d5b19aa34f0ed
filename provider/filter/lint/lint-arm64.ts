import type { Arm64Filter } from "../arm64/arm64-filter.ts";
import {
  allowWithoutCycles,
  needsPmuv3p1,
  neverFiltered,
  nothingListed,
  overlappingRanges,
} from "./arm64-ranges.ts";
import { type Finding, type Found, findingsOf } from "./finding.ts";
import type { LintCode } from "./lint-rules.ts";

/**
 * What is odd about an arm64 filter: at most one finding per rule, in the order of the table of
 * rules, with its severities. The ranges are to be as declared.
 */
export function lintArm64(filter: Arm64Filter): readonly Finding[] {
  return findingsOf((code) => rules[code]?.(filter));
}

type Rule = (filter: Arm64Filter) => Found | undefined;

const rules: Readonly<Partial<Record<LintCode, Rule>>> = {
  DUPLICATE_ENTRY: overlappingRanges,
  FILTER_EMPTY: nothingListed,
  ARM64_NEVER_FILTERED: neverFiltered,
  ARM64_ALLOW_WITHOUT_CYCLES: allowWithoutCycles,
  ARM64_NEEDS_PMUV3P1: needsPmuv3p1,
};
