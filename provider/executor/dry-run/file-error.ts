import { PmuFilterError } from "../../errors/pmu-filter-error.ts";

/** The system's reasons in words, and what to do about them. */
const reasons: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  ENOENT: ["its directory does not exist", "Create it."],
  ENOTDIR: ["a part of the path is a file", "Correct the path."],
  EISDIR: ["a directory stands there", "Move it away, or choose another path."],
  ELOOP: ["the links on its path lead in a circle", "Correct the path."],
  EACCES: ["permission denied", "Run Pulumi as a user who may, or choose another directory."],
  EPERM: ["not permitted", "Run Pulumi as a user who may."],
  EROFS: ["the file system is read-only", "Choose another directory."],
  ENOSPC: ["the disk is full", "Nothing was changed. Make room and run again."],
  EDQUOT: ["the disk quota is used up", "Nothing was changed. Make room and run again."],
  ENAMETOOLONG: ["the name is too long", "Choose a shorter one."],
};

/** The error of a failed operation on the journal's file: what, where, the system's reason, and what to do. */
export function fileError(what: string, path: string, cause: unknown): PmuFilterError {
  const { code = "", message = "" } = cause as NodeJS.ErrnoException;
  const [reason, hint] = reasons[code] ?? [message, undefined];
  return new PmuFilterError(
    "FILE_INACCESSIBLE",
    `cannot ${what} ${path} on this machine: ${reason}${code === "" ? "" : ` (${code})`}`,
    { cause, ...(hint === undefined ? {} : { hint }) },
  );
}
