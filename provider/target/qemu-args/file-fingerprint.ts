import { createHash } from "node:crypto";
import { decodeQemuArguments, encodeQemuArguments } from "../../encoding/qemu-arguments.ts";
import { filterFromQemuObject, qemuObjectFromFilter } from "../../encoding/qemu-filter.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { parseArgumentFile, renderArgumentFile } from "./argument-file.ts";

/** What of an argument file its fingerprint covers. */
export interface Fingerprinted {
  readonly text: string;
  readonly mode: string;
  readonly owner?: string;
  readonly group?: string;
}

/**
 * A fingerprint of an argument file: 16 hexadecimal digits, equal for files that give a VM the
 * same filter in the same form and have the same mode and, where they matter, accounts. White
 * space and the order of events are no difference; a text that is no filter stands for itself.
 */
export function fileFingerprint(file: Fingerprinted): string {
  return canonicalFileFingerprint({ ...file, text: canonicalText(file.text) });
}

/** The same for a file as this provider renders it, without reading it again. */
export function canonicalFileFingerprint({ text, mode, owner, group }: Fingerprinted): string {
  const parts = [text, mode, owner ?? null, group ?? null];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}

function canonicalText(text: string): string {
  try {
    const { format, args } = parseArgumentFile(text);
    const object = decodeQemuArguments(args);
    const again = qemuObjectFromFilter(filterFromQemuObject(object), object.id);
    return renderArgumentFile(encodeQemuArguments(again), format);
  } catch (error) {
    if (error instanceof PmuFilterError) return text;
    throw error;
  }
}
