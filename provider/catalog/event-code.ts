import { type Entry, exactEntry } from "../filter/entry.ts";

/**
 * Where a CPU counts an event, as the catalogue and diffs write it, in hexadecimal: on x86 select and
 * umask, `c4/00`, which is also the key of the exact entry; on arm64 the event number, `0011`.
 */
export type EventCode = string;

/** The entry that lists an x86 code. */
export function entryOfCode(code: EventCode): Entry {
  const [select = "", umask = ""] = code.split("/");
  return exactEntry(Number.parseInt(select, 16), Number.parseInt(umask, 16));
}

/** The number of an arm64 event, 16 bits. */
export function eventOfCode(code: EventCode): number {
  return Number.parseInt(code, 16);
}

/** The code of an arm64 event. */
export function codeOfEvent(event: number): EventCode {
  return event.toString(16).padStart(4, "0");
}
