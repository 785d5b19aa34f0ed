import { createHash } from "node:crypto";
import { decodeQemuArguments, encodeQemuArguments } from "../../encoding/qemu-arguments.ts";
import { filterFromQemuObject, qemuObjectFromFilter } from "../../encoding/qemu-filter.ts";
import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { parseArgumentFile, renderArgumentFile } from "./argument-file.ts";

/**
 * A fingerprint of an argument file: 16 hexadecimal digits, equal for files that give a VM the
 * same filter in the same form and have the same mode and, where they matter, accounts. White
 * space and the order of events are no difference; a text that is no filter stands for itself.
 */
export function fileFingerprint(file: {
  readonly text: string;
  readonly mode: string;
  readonly owner?: string;
  readonly group?: string;
}): string {
  const parts = [canonicalText(file.text), file.mode, file.owner ?? null, file.group ?? null];
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
