/** What can be made of a rule's findings, in the settings. */
export const severities = ["off", "warn", "error"] as const;

/** One of {@link severities}. */
export type Severity = (typeof severities)[number];

/** One rule of the lint, as settings, schema and docs/lint.md see it. */
export interface LintRule {
  /** What its findings are where no setting says otherwise. */
  readonly severity: Exclude<Severity, "off">;
  /** What it finds, in one line. */
  readonly title: string;
}

/**
 * Every rule, in the order in which findings are told. The rules on names, raw codes and the
 * minimiser's work have their row here, and are found where names and codes are resolved.
 */
export const lintRules = {
  ALLOW_WITHOUT_FIXED_COUNTERS: {
    severity: "warn",
    title: "An allow list leaves every fixed counter off.",
  },
  ALLOW_WITHOUT_FIXED_TWIN: {
    severity: "warn",
    title: "An allow list has an event, and not the fixed counter that perf prefers for it.",
  },
  ALLOW_WITHOUT_GENERAL_EVENT: {
    severity: "warn",
    title: "An allow list has a fixed counter, and not the event that perf falls back on.",
  },
  DENY_UMASK_SUPERSET: {
    severity: "warn",
    title: "A denied event still counts with a umask that has more bits set.",
  },
  DENY_UMASK_ZERO: {
    severity: "warn",
    title: "A deny list has umask 0 of a select alone, and other umasks of it count.",
  },
  DENY_WITHOUT_FIXED_COUNTER: {
    severity: "warn",
    title: "A denied event still counts on its fixed counter.",
  },
  DENY_WITHOUT_GENERAL_EVENT: {
    severity: "warn",
    title: "A denied fixed counter's event still counts on general-purpose counters.",
  },
  AMD_MERGE_EVENT_MISSING: {
    severity: "warn",
    title: "An allow list has AMD's FLOP events without the merge event that they are paired with.",
  },
  MATCH_OUTSIDE_MASK: {
    severity: "error",
    title: "A masked entry's match has bits outside its mask, so it can match nothing.",
  },
  RAW_STRAY_BITS: {
    severity: "error",
    title: "A raw code has bits for which the kernel drops the entry silently.",
  },
  SELECT_ABOVE_INTEL_WIDTH: {
    severity: "warn",
    title: "A select of more than 8 bits may reach an Intel host.",
  },
  EXCLUDE_WITHOUT_INCLUDE: {
    severity: "warn",
    title: "An exclude takes nothing out of any include.",
  },
  ENTRY_WITHOUT_EFFECT: {
    severity: "warn",
    title: "What an entry lists is covered by other entries, or wholly excluded.",
  },
  DUPLICATE_ENTRY: {
    severity: "warn",
    title: "The same entry is there twice, or event ranges overlap.",
  },
  FILTER_EMPTY: {
    severity: "warn",
    title: "Nothing is listed: nothing counts under allow, everything under deny.",
  },
  FIXED_COUNTERS_IDLE: {
    severity: "warn",
    title: "Fixed counters are listed for AMD hosts, which have none.",
  },
  FIXED_COUNTER_UNKNOWN: {
    severity: "warn",
    title: "The bitmap of fixed counters has bits above the fourth.",
  },
  NAMES_SHARE_CODE: {
    severity: "warn",
    title: "A name stands for more than one event that a filter cannot tell apart.",
  },
  EVENT_NAME_PARTIAL: {
    severity: "warn",
    title: "A name means nothing on some of the CPUs.",
  },
  CODE_MEANS_OTHER_EVENT: {
    severity: "warn",
    title: "A code that is listed for one of the CPUs is another event on another.",
  },
  MASKED_ENTRIES_NEEDED: {
    severity: "warn",
    title: "The events fit only as masked entries, which need Linux 6.3.",
  },
  ARM64_NEVER_FILTERED: {
    severity: "warn",
    title: "A deny list has SW_INCR or CHAIN, which KVM counts all the same.",
  },
  ARM64_ALLOW_WITHOUT_CYCLES: {
    severity: "warn",
    title: "An allow list lacks CPU_CYCLES, so the cycle counter stands still.",
  },
  ARM64_NEEDS_PMUV3P1: {
    severity: "warn",
    title: "An event number above 0x3ff is refused by hosts with PMUv3 of Armv8.0.",
  },
} as const satisfies Readonly<Record<string, LintRule>>;

/** The code of a rule. */
export type LintCode = keyof typeof lintRules;

/** The codes of all rules, in the order of {@link lintRules}. */
export const lintCodes: readonly LintCode[] = Object.keys(lintRules) as LintCode[];
