/** What an executor is asked about a file. */
export interface FileQuery {
  readonly path: string;
  /** Whether the names of its owner and group matter; finding them costs a look-up. */
  readonly accounts: boolean;
}

/** What an executor found at a path. That it could not tell is an error, never one of these. */
export type FileReading =
  | { readonly kind: "absent" }
  | { readonly kind: "file"; readonly file: FileFound }
  | { readonly kind: "other"; readonly what: string };

/** A regular file. */
export interface FileFound {
  readonly text: string;
  /** Permission bits, octal, four digits. */
  readonly mode: string;
  /** What the owner answers to: number and, if asked for, name. */
  readonly owner: readonly string[];
  /** What the group answers to: number and, if asked for, name. */
  readonly group: readonly string[];
}
