import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import type { FailedAnswer, FailureReason } from "./host-operation.ts";

type FileReason = Exclude<FailureReason, "account-unknown" | "program-missing" | "input-cut">;

/** The reasons in words, and what to do about them. */
const reasons: Readonly<Record<FileReason, readonly [reason: string, hint: string]>> = {
  "directory-missing": [
    "its directory does not exist",
    "Create it, with the owner and mode it should have.",
  ],
  "not-a-directory": ["a part of the path is no directory", "Correct the path."],
  "link-loop": ["the links on its path lead in a circle", "Correct the path."],
  "directory-in-place": ["a directory stands there", "Move it away, or choose another path."],
  permission: [
    "permission denied",
    "Log in as a user who may, set sudo: true in the target's connection, or choose another directory; giving files to others takes root.",
  ],
  "read-only": ["the file system is read-only", "Choose another directory."],
  "disk-full": ["the disk is full", "Nothing was changed. Make room and run again."],
  other: ["the host does not say why", "Mend what the host says, and run again."],
};

/**
 * The error of an operation that failed on a host: what, where, why, and what to do.
 *
 * @param what - what was to be done with the path, or with the program: "write", "read", "run"
 * @param path - the file, or the program
 * @param host - the host's name in messages
 */
export function hostFailure(
  what: string,
  path: string,
  host: string,
  { reason, words }: FailedAnswer,
): PmuFilterError {
  switch (reason) {
    case "account-unknown":
      return new PmuFilterError("ACCOUNT_UNKNOWN", `${host} knows no ${words}`, {
        hint: "Create the account, or give its number.",
      });
    case "program-missing":
      return new PmuFilterError(
        "PROGRAM_MISSING",
        `cannot ${what} ${path}: ${host} has no ${words}`,
        {
          hint: `Install ${words} there, where the PATH of the login finds it.`,
        },
      );
    case "input-cut":
      return new PmuFilterError(
        "HOST_LOST",
        `cannot ${what} ${path}: the connection to ${host} was lost`,
        {
          hint: "Run again: what is done stays done.",
          mayBeDone: true,
        },
      );
    default:
      return fileFailure(`cannot ${what} ${path} on ${host}`, reason, words);
  }
}

function fileFailure(failed: string, reason: FileReason, words: string): PmuFilterError {
  const [why, hint] = reasons[reason];
  // Where the reason was found out, the host's own words add nothing to it.
  const said = reason === "other" ? words.trim().replaceAll(/\s*\n\s*/g, "; ") : "";
  const message = `${failed}: ${said === "" ? why : said}`;
  return new PmuFilterError("FILE_INACCESSIBLE", message, { hint });
}
