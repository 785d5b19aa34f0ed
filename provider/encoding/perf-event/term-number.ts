import { hexadecimal } from "../../filter/hexadecimal.ts";
import { perfNumber } from "./perf-number.ts";
import { extraConfigs } from "./pmu-format.ts";
import { refusal } from "./refusal.ts";
import type { Term } from "./terms.ts";

/**
 * The number of a term of so many bits; a flag without one is set.
 *
 * @throws {PmuFilterError} PERF_EVENT_INVALID.
 */
export function termNumber({ part, key, value }: Term, width: number): bigint {
  if (value === undefined) {
    // perf takes config1 alone for 1, too (tools/perf/tests/parse-events.c).
    if (width === 1 || extraConfigs.has(key)) return 1n;
    throw refusal(part, `The term ${key} has no value`, `Write for example ${key}=0x01.`);
  }
  const number = perfNumber(value.text);
  if (number === undefined) {
    const hint = /^[0-9a-fA-F]+$/.test(value.text)
      ? `perf reads hexadecimal only after 0x: write 0x${value.text}.`
      : "Write a decimal number, or a hexadecimal one after 0x.";
    throw refusal(value, `The ${key} "${value.text}" is no number that perf reads`, hint);
  }
  const max = (1n << BigInt(width)) - 1n;
  if (number <= max) return number;
  throw refusal(
    value,
    `The ${key} ${hexadecimal(number)} is beyond ${hexadecimal(max)}, the largest that perf takes`,
    "Each part of a code is a term of its own; a whole code is written as config=0x20c4 or r20c4.",
  );
}
