/** Why a row of a source is not in the catalogue, and whether that needs a look. */
export const leftOutReasons = {
  uncore: { quiet: true, title: "counted by a unit outside the core" },
  "other-core-type": { quiet: true, title: "of another core type of the hybrid part" },
  metric: { quiet: true, title: "metrics, which are formulas over events" },
  "no-event": { quiet: true, title: "rows that name no event" },
  alias: { quiet: true, title: "the same name and code again" },
  "model-specific": { quiet: true, title: "of another model that shares the table" },
  "no-code": { quiet: false, title: "no event code" },
  "pseudo-code": { quiet: false, title: "a pseudo-code of no counter that a filter knows" },
  "number-invalid": { quiet: false, title: "a number that cannot be read" },
  "select-too-wide": { quiet: false, title: "an event code that is too wide for the CPU" },
  "umask-too-wide": { quiet: false, title: "a umask that is too wide for the CPU" },
  "standard-event-unknown": {
    quiet: false,
    title: "an ArchStdEvent that the source does not have",
  },
  "name-invalid": { quiet: false, title: "a name with blanks or control characters" },
  "code-conflict": { quiet: false, title: "a name that the core has with another code already" },
  "umask-doubtful": {
    quiet: false,
    title: "no umask where the list is known to lose one that has an extension only",
  },
  "macro-unknown": { quiet: false, title: "a value that the reader of C tables does not know" },
} as const;

/** One of the closed set of reasons. */
export type LeftOutReason = keyof typeof leftOutReasons;

/** A row that was left out. */
export interface LeftOut {
  readonly reason: LeftOutReason;
  /** The event's name, or what else tells the row. */
  readonly name: string;
}
