import type { FileQuery, FileReading } from "./file-reading.ts";

/**
 * What a host is asked to do for one target, as data: the words of the host program
 * (provider/executor/host). Those of one target run in their order; one that fails, or a condition
 * that does not hold, skips the rest of that target's.
 */
export type HostOperation =
  | ReadFile
  | OnlyIfOwn
  | OnlyIfSame
  | OnlyIfOutput
  | StageFile
  | Commit
  | RemoveHostFile
  | MakeDirectory
  | InstallHelper
  | Run;

/** Reads a regular file. Answer: {@link FileReading}. */
export interface ReadFile extends FileQuery {
  readonly op: "readFile";
}

/**
 * Goes on if neither the file nor its record is there, or if the record is the resource's and
 * nothing but a regular file stands at the path. Answer:
 * {@link ConditionAnswer}.
 */
export interface OnlyIfOwn {
  readonly op: "onlyIfOwn";
  readonly path: string;
  readonly record: string;
  /** The resource's id: a UUID. */
  readonly resource: string;
}

/** Goes on if the file has exactly this text; undefined: if there is none. Answer: {@link ConditionAnswer}. */
export interface OnlyIfSame {
  readonly op: "onlyIfSame";
  readonly path: string;
  readonly text: string | undefined;
}

/**
 * Goes on if the last `run` ended with exit code 0 and, where `text` is given, wrote exactly this to
 * stdout. Answer: {@link ConditionAnswer}.
 */
export interface OnlyIfOutput {
  readonly op: "onlyIfOutput";
  readonly text?: string;
}

/**
 * Writes a file beside its place, complete, with its accounts and mode, and on the disk; the next
 * {@link Commit} puts it in place. Answer: {@link DoneAnswer}.
 */
export interface StageFile {
  readonly op: "stageFile";
  /** Absolute path; its directory exists. */
  readonly path: string;
  /** Ends with a line feed; no NUL. */
  readonly text: string;
  /** Permission bits, octal, four digits. */
  readonly mode: string;
  readonly owner?: string;
  readonly group?: string;
  /** The resource's id, part of the staged file's name: one left by a killed run is written over. */
  readonly resource: string;
}

/**
 * Puts what was staged in place, in its order, each by one rename; a file that is there already with
 * the same bytes, mode and accounts is left alone. Answer: {@link DoneAnswer}.
 */
export interface Commit {
  readonly op: "commit";
}

/** Removes a file; one that is gone already is fine. Answer: {@link DoneAnswer}. */
export interface RemoveHostFile {
  readonly op: "removeFile";
  readonly path: string;
}

/** Makes a directory, and those above it, where they are missing. Answer: {@link DoneAnswer}. */
export interface MakeDirectory {
  readonly op: "makeDirectory";
  readonly path: string;
  /** Permission bits of what is made, octal, four digits. */
  readonly mode: string;
}

/**
 * Puts a copy of kvm-pmu-filter at a path of its own, mode 0755, by one rename, unless the same bytes
 * are there. Answer: {@link DoneAnswer}.
 */
export interface InstallHelper {
  readonly op: "installHelper";
  readonly path: string;
}

/** Programs that a host may be asked to run. `helper` is the kvm-pmu-filter of this version. */
export type HostProgram = "helper" | "virsh" | "systemctl";

/** Runs a program. That it fails is an answer: {@link RunAnswer}; the rest goes on. */
export interface Run {
  readonly op: "run";
  readonly program: HostProgram;
  /** The arguments; `firstLine` is the first line of the last run's stdout. */
  readonly args: readonly (string | { readonly firstLine: true })[];
  /** What it reads on stdin; nothing without it. Ends with a line feed; no NUL. */
  readonly input?: string;
  /** Whether it changes nothing, so that it can be done again after a lost connection. */
  readonly readOnly: boolean;
  /** Of `helper`: where it is not on the host yet, it is not put there, and the section fails. */
  readonly onlyIfThere?: true;
}

/** Why an operation on a host failed, found out by looking again. */
export const failureReasons = [
  "directory-missing",
  "not-a-directory",
  "link-loop",
  "directory-in-place",
  "permission",
  "read-only",
  "disk-full",
  "account-unknown",
  "program-missing",
  "input-cut",
  "other",
] as const;

/** One of {@link failureReasons}. */
export type FailureReason = (typeof failureReasons)[number];

/** An operation that failed. What had been staged for the target was taken away again. */
export interface FailedAnswer {
  readonly kind: "failed";
  readonly reason: FailureReason;
  /**
   * What the program that failed wrote to stderr; of `account-unknown` which account (`user "web"`), of
   * `program-missing` the program's name.
   */
  readonly words: string;
}

/** A condition's answer: whether the operations behind it were done. */
export interface ConditionAnswer {
  readonly kind: "condition";
  readonly held: boolean;
}

/** Something was done. */
export interface DoneAnswer {
  readonly kind: "done";
}

/** A program ended. */
export interface RunAnswer {
  readonly kind: "ran";
  /** 128 and more: ended by a signal. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The operation stood behind one that failed, or behind a condition that did not hold. */
export interface SkippedAnswer {
  readonly kind: "skipped";
}

/** The answer to one {@link HostOperation}; `absent`, `file` and `other` are those of ReadFile. */
export type HostAnswer =
  | FileReading
  | ConditionAnswer
  | DoneAnswer
  | RunAnswer
  | SkippedAnswer
  | FailedAnswer;
