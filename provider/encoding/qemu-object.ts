import type { Action } from "../filter/filter.ts";

/**
 * QEMU's `kvm-pmu-filter` object, key for key as `-object` takes it (qapi/qom.json and
 * qapi/kvm.json of the QEMU series of April 2025, "accel/kvm: Support KVM PMU filter").
 */
export interface QemuObject {
  readonly "qom-type": "kvm-pmu-filter";
  /** A letter, then letters, digits, `-`, `.` and `_`. */
  readonly id: string;
  readonly action: Action;
  /** The bitmap of fixed counters, uint32; absent means 0. */
  readonly "x86-fixed-counter"?: number;
  /** Absent means none. */
  readonly events?: readonly QemuEvent[];
}

/** One element of `events`. Masked entries do not stand beside the other formats. */
export type QemuEvent = QemuRawEvent | QemuSelectUmaskEvent | QemuMaskedEvent;

/** An event by its raw code. */
export interface QemuRawEvent {
  readonly format: "raw";
  /** uint64. */
  readonly code: bigint;
}

/** An event by select and umask. */
export interface QemuSelectUmaskEvent {
  readonly format: "x86-select-umask";
  /** uint16, at most 4095. */
  readonly select: number;
  /** uint8. */
  readonly umask: number;
}

/** A masked entry. */
export interface QemuMaskedEvent {
  readonly format: "x86-masked-entry";
  /** uint16, at most 4095. */
  readonly select: number;
  /** uint8. */
  readonly match: number;
  /** uint8. */
  readonly mask: number;
  readonly exclude: boolean;
}
