import type { GuestEvent } from "../filter/listed.ts";
import { type Vendor, vendorWidths } from "../filter/vendor.ts";
import { decodeSelect, decodeUmask } from "./select-umask.ts";

/**
 * What KVM looks at in the event select register that a guest wrote (IA32_PERFEVTSELx, PerfEvtSeln):
 * select and umask. USR, OS, EDGE, INT, EN, INV, CMASK and all other bits do not matter to a filter,
 * nor, on Intel, bits 35:32, which on AMD are the select's high part.
 *
 * Source: kernel, arch/x86/kvm/pmu.c, filter_contains_match(), and EVENTSEL_EVENT in vmx/pmu_intel.c
 * and svm/pmu.c.
 */
export function guestEventFromEventsel(eventsel: bigint, vendor: Vendor): GuestEvent {
  return {
    select: decodeSelect(eventsel) & vendorWidths[vendor].selectMax,
    umask: decodeUmask(eventsel),
  };
}
