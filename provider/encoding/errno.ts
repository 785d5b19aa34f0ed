import type { ErrorCode } from "../errors/error-code.ts";

/** The errors with which KVM answers a filter, by their numbers on Linux. */
export const errnoNumbers = {
  EIO: 5,
  ENXIO: 6,
  E2BIG: 7,
  ENOMEM: 12,
  EFAULT: 14,
  EBUSY: 16,
  ENODEV: 19,
  EINVAL: 22,
} as const;

/** The name of one of these errors. */
export type Errno = keyof typeof errnoNumbers;

/**
 * What a kernel answers where this library refuses with a code: the checks of both are the same, so
 * the verdicts of judgeKvmBytes and judgeArm64Calls are those checks under the kernel's names.
 * `undefined` for a code that is none of the kernel's.
 */
export function errnoOf(code: ErrorCode): Errno | undefined {
  return kernelAnswers[code];
}

const kernelAnswers: Readonly<Partial<Record<ErrorCode, Errno>>> = {
  KVM_STRUCT_TRUNCATED: "EFAULT",
  KVM_ACTION_INVALID: "EINVAL",
  KVM_FLAGS_INVALID: "EINVAL",
  KVM_ENTRY_STRAY_BITS: "EINVAL",
  TOO_MANY_ENTRIES: "E2BIG",
  ARM64_EVENT_OUT_OF_RANGE: "EINVAL",
};
