import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { FileReading } from "../file-reading.ts";
import type { HostAnswer, HostOperation } from "../host-operation.ts";
import { readingOf } from "../qemu-args/file-answer.ts";
import { type FileRecord, parseRecord, recordPath } from "../qemu-args/record.ts";
import { structFingerprint } from "../vm/struct-fingerprint.ts";

/** Where the wrapper finds filters. */
export const filterDirectory = "/etc/kvm-pmu-filter/by-uuid";

/** The filter of a domain: struct kvm_pmu_event_filter in hexadecimal. Its record stands beside it. */
export function filterPath(uuid: string): string {
  return `${filterDirectory}/${uuid}`;
}

/** The same filter as arguments, for a QEMU that has the object: one per line. */
export function argumentsPath(uuid: string): string {
  return `${filterPath(uuid)}.qemu`;
}

/** What a domain's files say. */
export interface FilesSeen {
  /** Whether there is anything at the filter's path. */
  readonly there: boolean;
  /** The filter as it stands there, without white space around it. */
  readonly filter: string | undefined;
  /** The fingerprint of the filter; undefined if there is none that can be read. */
  readonly struct: string | undefined;
  readonly args: readonly string[] | undefined;
  readonly record: FileRecord | undefined;
  /** The same files as they were read. */
  readonly readings: readonly FileReading[];
}

/** Asks for a domain's files. */
export function fileOperations(uuid: string): readonly HostOperation[] {
  return pathsOf(uuid).map((path) => ({ op: "readFile", path, accounts: false }));
}

/**
 * What the answers to {@link fileOperations} say.
 *
 * @throws PmuFilterError if a file cannot be read
 */
export function readFiles(uuid: string, host: string, answers: readonly HostAnswer[]): FilesSeen {
  const readings = pathsOf(uuid).map((path, index) => readingOf(answers[index], host, path));
  const [filter, args, record] = readings;
  const [text, argsText, recordText] = [filter, args, record].map((reading) =>
    reading?.kind === "file" ? reading.file.text : undefined,
  );
  return {
    there: filter?.kind !== "absent",
    filter: text?.trim(),
    struct: text === undefined ? undefined : structOf(text),
    args: argsText?.replace(/\n$/, "").split("\n"),
    record: recordText === undefined ? undefined : parseRecord(recordText),
    readings,
  };
}

/** Goes on if the files still are what was read; what is no file is none that could be compared. */
export function onlyIfSameFiles(uuid: string, { readings }: FilesSeen): readonly HostOperation[] {
  return pathsOf(uuid).flatMap((path, index): readonly HostOperation[] => {
    const reading = readings[index];
    if (reading === undefined || reading.kind === "other") return [];
    const text = reading.kind === "file" ? reading.file.text : undefined;
    return [{ op: "onlyIfSame", path, text }];
  });
}

function pathsOf(uuid: string): readonly string[] {
  return [filterPath(uuid), argumentsPath(uuid), recordPath(filterPath(uuid))];
}

function structOf(text: string): string | undefined {
  try {
    return structFingerprint(text.trim());
  } catch (error) {
    if (error instanceof PmuFilterError) return undefined;
    throw error;
  }
}
