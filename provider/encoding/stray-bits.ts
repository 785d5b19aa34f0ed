import { PmuFilterError } from "../errors/pmu-filter-error.ts";
import { hexadecimal } from "../filter/hexadecimal.ts";
import { type VendorWidths, widestWidths } from "../filter/vendor.ts";
import { kvmEventBits } from "./kvm-abi.ts";

/** The two meanings of a u64 in events[]: without and with KVM_PMU_EVENT_FLAG_MASKED_EVENTS. */
export type EventForm = "raw" | "masked";

/**
 * Refuses a code with bits that its form does not define on CPUs of these widths. A kernel drops
 * such a raw event silently and refuses such a masked entry, and its filter, with EINVAL (kernel,
 * arch/x86/kvm/pmu.c, prepare_filter_lists() and is_masked_filter_valid()).
 *
 * @throws {PmuFilterError} KVM_ENTRY_STRAY_BITS, with the bits' numbers in the message.
 */
export function checkStrayBits(code: bigint, form: EventForm, widths: VendorWidths): void {
  const stray = strayBits(code, form, widths);
  if (stray === 0n) return;
  const what = form === "raw" ? "raw event code" : "masked entry";
  throw new PmuFilterError(
    "KVM_ENTRY_STRAY_BITS",
    `The ${what} ${hexadecimal(code)} has ${bitList(stray)} set, which must be 0.`,
    { hint: hintFor(code, form, widths) },
  );
}

/**
 * Refuses what is no u64 at all, which no struct can hold.
 *
 * @throws {PmuFilterError} KVM_ENTRY_STRAY_BITS.
 */
export function checkU64(code: bigint, form: EventForm): void {
  if (BigInt.asUintN(64, code) !== code) checkStrayBits(code, form, widestWidths);
}

/** The set bits of a code that its form does not define on CPUs of these widths. */
export function strayBits(code: bigint, form: EventForm, widths: VendorWidths): bigint {
  return code & ~definedBits(form, widths);
}

function definedBits(form: EventForm, widths: VendorWidths): bigint {
  const { selectLow, umask, selectHigh, exclude, mask } = kvmEventBits;
  const select = (0xffn << selectLow) | (BigInt(widths.selectMax >> 8) << selectHigh);
  const raw = select | (0xffn << umask);
  return form === "raw" ? raw : raw | (1n << exclude) | (0xffn << mask);
}

function hintFor(code: bigint, form: EventForm, widths: VendorWidths): string {
  if (code < 0n || code >> 64n !== 0n) return "An event code has 64 bits.";
  if (widths.selectMax === 0xff && ((code >> kvmEventBits.selectHigh) & 0xfn) !== 0n) {
    return "Bits 35:32 are the high part of AMD's event selects; Intel's selects have 8 bits.";
  }
  if (form === "raw" && code >> kvmEventBits.exclude !== 0n) {
    return "Bits 63:55 are the mask and exclude of a masked entry; a raw event has none.";
  }
  return "A filter sees select (bits 7:0 and 35:32) and umask (bits 15:8) only; leave the others out.";
}

/** "bit 17" or "bits 17, 22-24". */
function bitList(bits: bigint): string {
  if (bits < 0n || bits >> 64n !== 0n) return "bits outside the lowest 64";
  const ranges: [number, number][] = [];
  for (let bit = 0; bit < 64; bit++) {
    if (((bits >> BigInt(bit)) & 1n) === 0n) continue;
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === bit - 1) last[1] = bit;
    else ranges.push([bit, bit]);
  }
  const list = ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
  return `${list.length > 1 || list[0]?.includes("-") ? "bits" : "bit"} ${list.join(", ")}`;
}
