import { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import { hexadecimal } from "../hexadecimal.ts";
import type { EventRange } from "./event-range.ts";
import { type EventBits, lastEvent } from "./event-space.ts";

/**
 * Refuses a range of events that the host's event space does not have.
 *
 * @throws {PmuFilterError} ARM64_EVENT_OUT_OF_RANGE, ARM64_RANGE_REVERSED.
 */
export function checkEventRange({ first, last }: EventRange, bits: EventBits = 16): void {
  checkEvent(first, bits);
  checkEvent(last, bits);
  if (first <= last) return;
  throw new PmuFilterError(
    "ARM64_RANGE_REVERSED",
    `The event range ends at ${hexadecimal(last)}, before it begins at ${hexadecimal(first)}.`,
    { hint: `Write the lower number first: ${hexadecimal(last)} to ${hexadecimal(first)}.` },
  );
}

/**
 * Refuses an event number beyond the host's event space.
 *
 * @throws {PmuFilterError} ARM64_EVENT_OUT_OF_RANGE.
 */
export function checkEvent(event: number, bits: EventBits = 16): void {
  const last = lastEvent(bits);
  if (Number.isInteger(event) && event >= 0 && event <= last) return;
  const shown = Number.isInteger(event) && event >= 0 ? hexadecimal(event) : String(event);
  throw new PmuFilterError(
    "ARM64_EVENT_OUT_OF_RANGE",
    `The arm64 event ${shown} is not between 0x00 and ${hexadecimal(last)}.`,
    {
      hint:
        bits === 10
          ? "PMUv3 of Armv8.0 has 10-bit event numbers; from Armv8.1 on they have 16."
          : "Event numbers of Arm PMUs have 16 bits.",
    },
  );
}
