import { isDead } from "../filter/entry.ts";
import type { Filter } from "../filter/filter.ts";
import { type VendorWidths, widestWidths } from "../filter/vendor.ts";
import { checkKvmStruct, checkKvmTypes } from "./check-kvm-struct.ts";
import type { Errno } from "./errno.ts";
import { type KernelRefusal, orRefusal } from "./kernel-refusal.ts";
import { kvmAbi } from "./kvm-abi.ts";
import { filterFromKvmStruct } from "./kvm-filter.ts";
import { decodeKvmHeader, decodeKvmStruct, type KvmPmuEventFilter } from "./kvm-struct.ts";
import { strayBits } from "./stray-bits.ts";

/** What a kernel on x86 does with a filter. */
export type KvmVerdict = KvmAcceptance | KernelRefusal;

/** A filter that a kernel takes. */
export interface KvmAcceptance {
  readonly accepted: true;
  /**
   * The filter as the kernel reads it, entries in the struct's order, without those that it drops:
   * eventCounts and fixedCounterCounts answer for it.
   */
  readonly filter: Filter;
  /** Indexes in events[] of the raw events that the kernel drops silently: they have stray bits. */
  readonly dropped: readonly number[];
  /** Indexes of the masked entries that can match no event: match bits outside the mask. */
  readonly dead: readonly number[];
}

/** What else than the struct decides over the call. */
export interface KvmSurroundings {
  /** The call is not on a VM's descriptor but on a vCPU's or on /dev/kvm: EINVAL. */
  readonly notOnVm?: boolean;
  /** The call comes from another address space than the VM's creator's: EIO. */
  readonly foreignProcess?: boolean;
  /** The kernel has no memory for the filter: ENOMEM. */
  readonly outOfMemory?: boolean;
}

/**
 * What a kernel on CPUs of these widths does with the bytes at the call's address; where they end,
 * reading faults. The kernel's own order of checks (arch/x86/kvm/pmu.c,
 * kvm_vm_ioctl_set_pmu_event_filter()): header EFAULT, action and flags EINVAL, nevents E2BIG, ENOMEM,
 * events EFAULT, masked entries EINVAL. Whether the VM has a PMU or its vCPUs run does not matter.
 */
export function judgeKvmBytes(
  bytes: Uint8Array,
  widths: VendorWidths = widestWidths,
  surroundings: KvmSurroundings = {},
): KvmVerdict {
  if (surroundings.notOnVm) return refusal("EINVAL");
  if (surroundings.foreignProcess) return refusal("EIO");
  return orRefusal(() => {
    decodeKvmHeader(bytes);
    if (surroundings.outOfMemory) return refusal("ENOMEM");
    return acceptance(decodeKvmStruct(bytes, widths), widths);
  });
}

/**
 * {@link judgeKvmBytes} for a struct that is data and all of it readable.
 *
 * @throws {PmuFilterError} BITMAP_OUT_OF_RANGE and KVM_ENTRY_STRAY_BITS for a bitmap of more than 32
 *   and an event of more than 64 bits, which no struct can hold.
 */
export function judgeKvmStruct(
  struct: KvmPmuEventFilter,
  widths: VendorWidths = widestWidths,
): KvmVerdict {
  checkKvmTypes(struct);
  return orRefusal(() => {
    checkKvmStruct(struct, widths);
    return acceptance(struct, widths);
  });
}

function refusal(errno: Errno): KernelRefusal {
  return { accepted: false, errno };
}

function acceptance(struct: KvmPmuEventFilter, widths: VendorWidths): KvmAcceptance {
  const masked = struct.flags === kvmAbi.flagMaskedEvents;
  const dropped = masked ? [] : indexesOf(struct.events, (code) => hasStrayBits(code, widths));
  const events = struct.events.filter((_, index) => !dropped.includes(index));
  const filter = filterFromKvmStruct({ ...struct, events }, widths);
  const dead = indexesOf(filter.entries, isDead);
  return { accepted: true, filter, dropped, dead };
}

function hasStrayBits(code: bigint, widths: VendorWidths): boolean {
  return strayBits(code, "raw", widths) !== 0n;
}

function indexesOf<T>(list: readonly T[], isWanted: (element: T) => boolean): readonly number[] {
  return list.flatMap((element, index) => (isWanted(element) ? [index] : []));
}
