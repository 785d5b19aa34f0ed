/** One change on a host, as data. Executors carry it out or write it down. */
export type Step = WriteFile | RemoveFile;

/** Puts a whole file in place: never a moment with half of it, or with the wrong mode. */
export interface WriteFile {
  readonly step: "writeFile";
  /** Absolute path; its directory exists. */
  readonly path: string;
  readonly text: string;
  /** Permission bits, octal, four digits. */
  readonly mode: string;
  /** User name or number; absent: who runs the executor. */
  readonly owner?: string;
  /** Group name or number; absent: the group of who runs the executor. */
  readonly group?: string;
}

/** Removes a file; one that is gone already is fine. */
export interface RemoveFile {
  readonly step: "removeFile";
  readonly path: string;
}

/** The steps that bring one target to what is wanted there. All of them or, as far as can be, none. */
export interface Plan {
  /** The target's key. */
  readonly target: string;
  /** The id of the resource that acts. */
  readonly resource: string;
  readonly steps: readonly Step[];
}
