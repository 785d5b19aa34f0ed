import type { LintCode } from "../filter/lint/lint-rules.ts";
import type { PropertyPath } from "./property-path.ts";

/** Every code of a {@link Problem}; docs/errors.md explains each. */
export const problemCodes = [
  "PROPERTY_UNKNOWN",
  "PROPERTY_MISSING",
  "PROPERTY_SURPLUS",
  "PROPERTY_COMPUTED",
  "TYPE_WRONG",
  "VALUE_NOT_LISTED",
  "NUMBER_INVALID",
  "NUMBER_OUT_OF_RANGE",
  "NUMBER_NOT_EXACT",
  "ARM64_RANGE_REVERSED",
  "KVM_ENTRY_STRAY_BITS",
  "SELECT_OUT_OF_RANGE",
  "CPUS_NEEDED",
  "CPUS_MIXED",
  "EVENT_NAME_UNKNOWN",
  "EVENT_UMASK_EXT",
  "EVENT_NOT_IN_GUESTS",
  "EVENT_OF_OTHER_ARCH",
  "PERF_EVENT_INVALID",
  "PMU_NOT_CORE",
  "LINT_RULE_UNKNOWN",
  "PRESET_NEEDS_ALLOW",
  "PRESET_NEEDS_CORE_TYPE",
  "TOO_MANY_ENTRIES",
  "QEMU_FILTER_EMPTY",
  "QEMU_ID_INVALID",
  "TARGET_KIND_MISSING",
  "TARGET_DUPLICATE",
  "TARGET_ARCH",
  "PATH_INVALID",
  "MODE_INVALID",
  "ACCOUNT_INVALID",
  "HOST_INVALID",
  "HOST_KEY_INVALID",
  "SECRET_INVALID",
  "VM_INVALID",
] as const;

/** One of the closed set of codes for what can be wrong with an input; a lint rule's if it is set to error. */
export type ProblemCode = (typeof problemCodes)[number] | LintCode;

/** What is wrong with a value, wherever it stands. */
export interface Refusal {
  readonly code: ProblemCode;
  /** What is wrong. */
  readonly message: string;
  /** What to write instead. */
  readonly hint?: string;
}

/** What is wrong with the property at a path. */
export interface Problem extends Refusal {
  readonly path: PropertyPath;
}
