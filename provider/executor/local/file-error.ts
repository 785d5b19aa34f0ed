import { PmuFilterError } from "../../errors/pmu-filter-error.ts";

const hints: Readonly<Record<string, string>> = {
  ENOENT: "Create the directory first, with the owner and mode that it should have.",
  ENOTDIR: "A part of the path is a file; correct the path.",
  EACCES: "Run Pulumi as a user who may, or choose another directory.",
  EPERM: "Run Pulumi as a user who may; giving files to others takes root.",
  EROFS: "The file system is mounted read-only; choose another directory.",
  ENOSPC: "The disk is full; nothing was changed. Make room and run again.",
  EDQUOT: "The disk quota is used up; nothing was changed. Make room and run again.",
  ENAMETOOLONG: "Choose a shorter file name; up to 70 characters are added to it beside the file.",
};

/** The error of a failed file operation: what, where, the system's reason, and what to do. */
export function fileError(what: string, path: string, cause: unknown): PmuFilterError {
  const { code = "unknown error", message = "" } = cause as NodeJS.ErrnoException;
  const hint = hints[code];
  return new PmuFilterError(
    "FILE_INACCESSIBLE",
    `cannot ${what} ${path} on this machine (${code === "unknown error" ? message : code})`,
    { cause, ...(hint === undefined ? {} : { hint }) },
  );
}

/** True for the error that a path does not exist; a missing directory on the way counts. */
export function isAbsent(cause: unknown): boolean {
  return (cause as NodeJS.ErrnoException).code === "ENOENT";
}
