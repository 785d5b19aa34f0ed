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
  "KVM_ENTRY_STRAY_BITS",
  "MATCH_OUTSIDE_MASK",
  "SELECT_OUT_OF_RANGE",
  "CPUS_NEEDED",
  "EVENT_NAME_UNKNOWN",
  "TOO_MANY_ENTRIES",
  "QEMU_FILTER_EMPTY",
  "QEMU_ID_INVALID",
  "TARGET_KIND_MISSING",
  "TARGET_DUPLICATE",
  "PATH_INVALID",
  "MODE_INVALID",
  "ACCOUNT_INVALID",
] as const;

/** One of the closed set of codes for what can be wrong with an input. */
export type ProblemCode = (typeof problemCodes)[number];

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
