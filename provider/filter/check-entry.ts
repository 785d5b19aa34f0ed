import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { type Entry, entryKey, isDead } from "./entry.ts";
import { hexadecimal } from "./hexadecimal.ts";
import { type VendorWidths, widestWidths } from "./vendor.ts";

/**
 * Refuses an entry whose members do not fit the CPU's event codes, or that can match nothing.
 *
 * @throws {PmuFilterError} SELECT_OUT_OF_RANGE, UMASK_OUT_OF_RANGE (also for mask and match) or
 *   MATCH_OUTSIDE_MASK.
 */
export function checkEntry(entry: Entry, widths: VendorWidths = widestWidths): void {
  checkSelect(entry.select, widths);
  checkUmask("mask", entry.mask);
  checkUmask(entry.mask === 0xff ? "umask" : "match", entry.match);
  if (isDead(entry)) throw matchOutsideMask(entry);
}

/**
 * Refuses a select beyond the hosts' width.
 *
 * @throws {PmuFilterError} SELECT_OUT_OF_RANGE.
 */
export function checkSelect(select: number, widths: VendorWidths = widestWidths): void {
  if (isIntegerUpTo(select, widths.selectMax)) return;
  const eight = widths.selectMax === 0xff;
  throw new PmuFilterError(
    "SELECT_OUT_OF_RANGE",
    `The event select ${shown(select)} is not between 0x00 and ${hexadecimal(widths.selectMax)}.`,
    {
      hint: eight
        ? "Intel's event selects have 8 bits; only AMD's have 12."
        : "Event selects have 8 bits on Intel and 12 bits on AMD; the umask is a member of its own.",
    },
  );
}

/**
 * Refuses a value that is not a number of 8 bits. `member` is its name in the message.
 *
 * @throws {PmuFilterError} UMASK_OUT_OF_RANGE.
 */
export function checkUmask(member: "umask" | "mask" | "match", value: number): void {
  if (isIntegerUpTo(value, 0xff)) return;
  throw new PmuFilterError(
    "UMASK_OUT_OF_RANGE",
    `The ${member} ${shown(value)} is not between 0x00 and 0xff.`,
    { hint: "Events with unit mask bits above the eighth cannot be named in a KVM filter." },
  );
}

/**
 * Refuses a bitmap of fixed counters that is not a number of 32 bits.
 *
 * @throws {PmuFilterError} BITMAP_OUT_OF_RANGE.
 */
export function checkFixedCounters(bitmap: number): void {
  if (isIntegerUpTo(bitmap, 0xffffffff)) return;
  throw new PmuFilterError(
    "BITMAP_OUT_OF_RANGE",
    `The bitmap of fixed counters ${shown(bitmap)} is not between 0x00 and 0xffffffff.`,
    { hint: "Bit 0 is instructions, bit 1 cycles, bit 2 ref-cycles, bit 3 slots." },
  );
}

function matchOutsideMask(entry: Entry): PmuFilterError {
  const useful = hexadecimal(entry.match & entry.mask);
  return new PmuFilterError(
    "MATCH_OUTSIDE_MASK",
    `The entry ${entryKey(entry)} can match no event: its match ${hexadecimal(entry.match)} has ` +
      `bits outside its mask ${hexadecimal(entry.mask)}.`,
    { hint: `Add those bits to the mask, or make the match ${useful}.` },
  );
}

function isIntegerUpTo(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= max;
}

function shown(value: number): string {
  return Number.isInteger(value) && value >= 0 ? hexadecimal(value) : String(value);
}
