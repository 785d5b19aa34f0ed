import type { ErrorCode } from "./error-code.ts";

/** What an error says besides its code and message. */
export interface ErrorDetails {
  /** What the user can do about it. */
  readonly hint?: string;
  /** Where in a text it is: the character, counted from 0, or the path of a key, `events[0].code`. */
  readonly at?: number | string;
  /** The error underneath; its text is not repeated in the message. */
  readonly cause?: unknown;
  /** Whether what was to be changed on a host may be changed all the same, wholly or in part. */
  readonly mayBeDone?: boolean;
}

/**
 * The one error that this project throws on purpose. The message says what failed and of whom, the
 * hint what to do; docs/errors.md has a row per code.
 */
export class PmuFilterError extends Error {
  override readonly name = "PmuFilterError";
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly at: number | string | undefined;
  readonly mayBeDone: boolean;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.at = details.at;
    this.mayBeDone = details.mayBeDone ?? false;
  }

  /** Message, hint and code in the form that users read. */
  describe(): string {
    return tell(this.message, this.hint, this.code);
  }
}

/** What is wrong, what to do about it, and its code, in the form that users read. */
export function tell(message: string, hint: string | undefined, code: string): string {
  // What ends with a code ends with a sentence.
  const sentence = /[.!?\n]$|\[[A-Z0-9_]+\]$/.test(message) ? message : `${message}.`;
  return [sentence, ...(hint === undefined ? [] : [hint]), `[${code}]`].join(" ");
}
