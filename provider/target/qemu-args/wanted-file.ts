import type { ArgumentFormat, DeclaredQemuArgs } from "../../declared/qemu-args.ts";
import type { WriteFile } from "../step.ts";
import { renderArgumentFile } from "./argument-file.ts";
import { canonicalFileFingerprint } from "./file-fingerprint.ts";
import { recordPath, renderRecord } from "./record.ts";

/** An argument file as it should be. */
export interface WantedFile {
  readonly path: string;
  readonly text: string;
  readonly mode: string;
  readonly owner?: string;
  readonly group?: string;
  /** Equal for files with the same meaning, mode and accounts. */
  readonly fingerprint: string;
}

/** The mode of a file that names none: QEMU often runs as another user than Pulumi. */
export const defaultMode = "0644";

/** The form of a file that names none. */
export const defaultFormat: ArgumentFormat = "arguments";

/** The file that a target wants for a filter's QEMU arguments. */
export function wantedFile(declared: DeclaredQemuArgs, args: readonly string[]): WantedFile {
  const file = {
    text: renderArgumentFile(args, declared.format ?? defaultFormat),
    mode: declared.mode ?? defaultMode,
    ...(declared.owner === undefined ? {} : { owner: declared.owner }),
    ...(declared.group === undefined ? {} : { group: declared.group }),
  };
  return { path: declared.path, ...file, fingerprint: canonicalFileFingerprint(file) };
}

/** The record that the file is the given resource's, and the file. */
export function filesToWrite(file: WantedFile, resource: string): readonly WriteFile[] {
  const { path, fingerprint, ...attributes } = file;
  return [
    // The record first: killed in between, the next run finds its own record and an old file,
    // never a file of its own without a record.
    {
      step: "writeFile",
      path: recordPath(path),
      text: renderRecord(resource, fingerprint),
      mode: "0644",
    },
    { step: "writeFile", path, ...attributes },
  ];
}
