import type { PmuFilterError } from "../../errors/pmu-filter-error.ts";
import type { QemuObject } from "../qemu-object.ts";

/** What comes of a VMM's command line, as far as filters go. */
export type VmmStart = StartWithObject | StartWithText | StartWithoutFilter | NoStart;

/** QEMU hands this object's filter to KVM (x86); what KVM makes of it is for judgeKvmStruct to say. */
export interface StartWithObject {
  readonly kind: "object";
  readonly object: QemuObject;
  readonly remarks: readonly Remark[];
}

/** The VMM makes the calls of a text (arm64). */
export interface StartWithText {
  readonly kind: "arm64-text";
  readonly text: string;
  readonly remarks: readonly Remark[];
}

/** The VM starts, and everything counts in its guest. */
export interface StartWithoutFilter {
  readonly kind: "none";
  /** Why, where the command line looks as if there were to be one. */
  readonly remarks: readonly Remark[];
}

/** The VM does not start. */
export interface NoStart {
  readonly kind: "refused";
  readonly error: PmuFilterError;
  readonly remarks: readonly Remark[];
}

/** Something that whoever wrote the command line may not expect. */
export interface Remark {
  readonly message: string;
  readonly hint?: string;
}
