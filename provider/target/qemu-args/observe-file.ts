import type { FileFound, FileQuery, FileReading } from "../file-reading.ts";
import type { Observation } from "../observation.ts";
import { fileFingerprint } from "./file-fingerprint.ts";
import { parseRecord, recordPath } from "./record.ts";

/** The accounts that a target declares; only these are looked at. */
export interface DeclaredAccounts {
  readonly owner?: string | undefined;
  readonly group?: string | undefined;
}

/** What to ask an executor about an argument file: the file, then its record. */
export function fileQueries(
  path: string,
  { owner, group }: DeclaredAccounts,
): readonly [FileQuery, FileQuery] {
  return [
    { path, accounts: owner !== undefined || group !== undefined },
    { path: recordPath(path), accounts: false },
  ];
}

/** What the answers to {@link fileQueries} say of the target. */
export function observeFile(
  [file, recordFile]: readonly [FileReading, FileReading],
  accounts: DeclaredAccounts,
): Observation {
  const record = recordFile.kind === "file" ? parseRecord(recordFile.file.text) : undefined;
  if (file.kind === "absent") {
    const evidence = "no such file";
    if (record !== undefined) return { found: "nothing", recordOf: record.resource, evidence };
    if (recordFile.kind === "absent") return { found: "nothing", evidence };
    return { found: "foreign", evidence: "what stands where its record would is no record" };
  }
  if (file.kind === "other") return { found: "foreign", evidence: file.what };
  const fingerprint = fileFingerprint({
    text: file.file.text,
    mode: file.file.mode,
    ...seenAccount("owner", accounts.owner, file.file.owner),
    ...seenAccount("group", accounts.group, file.file.group),
  });
  const evidence = describeFile(file.file);
  if (record === undefined) return { found: "foreign", fingerprint, evidence };
  return {
    found: fingerprint === record.fingerprint ? "written" : "edited",
    recordOf: record.resource,
    fingerprint,
    evidence,
  };
}

/** The declared spelling if the account answers to it, else its number. */
function seenAccount(
  key: "owner" | "group",
  declared: string | undefined,
  answersTo: readonly string[],
): { readonly owner?: string; readonly group?: string } {
  if (declared === undefined) return {};
  return { [key]: answersTo.includes(declared) ? declared : (answersTo[0] ?? "") };
}

function describeFile({ text, mode }: FileFound): string {
  return `${Buffer.byteLength(text)} bytes, mode ${mode}`;
}
