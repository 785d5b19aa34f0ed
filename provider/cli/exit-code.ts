/** The exit codes of `pmufilter`, which are those of grep(1) and diff(1). */
export const exitCodes = {
  /** All is well: done, no finding of severity error, same effect. */
  fine: 0,
  /** It was done, and the answer is no: findings, a difference, a refused filter, nothing found. */
  negative: 1,
  /** It could not be done: wrong usage or input, or a file that cannot be read. */
  trouble: 2,
} as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
