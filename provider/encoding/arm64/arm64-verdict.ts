import type { Arm64Filter } from "../../filter/arm64/arm64-filter.ts";
import type { EventBits } from "../../filter/arm64/event-space.ts";
import type { Errno } from "../errno.ts";
import { type KernelRefusal, orRefusal } from "../kernel-refusal.ts";
import type { Arm64Call } from "./arm64-call.ts";
import { arm64FilterFromCalls } from "./arm64-calls.ts";
import { checkArm64Call } from "./check-arm64-call.ts";

/** What a kernel on arm64 does with calls. */
export type Arm64Verdict = Arm64Acceptance | Arm64Refusal;

/** Calls that a kernel takes, all of them. */
export interface Arm64Acceptance {
  readonly accepted: true;
  /** The set that they give the VM; `undefined` for no calls: a VM without a filter. */
  readonly filter: Arm64Filter | undefined;
}

/** A call that a kernel refuses; what the calls before it did stays. */
export interface Arm64Refusal extends KernelRefusal {
  /** The refused call's place in the list. */
  readonly call: number;
}

/** What else than the calls decides over them. */
export interface Arm64Surroundings {
  /** The vCPU lacks the feature KVM_ARM_VCPU_PMU_V3, or the host a PMU: ENODEV. */
  readonly noPmu?: boolean;
  /** KVM_ARM_VCPU_PMU_V3_INIT was done on the vCPU: EBUSY. */
  readonly pmuInitialised?: boolean;
  /** The attribute is none that the kernel knows: ENXIO. */
  readonly unknownAttribute?: boolean;
  /** The struct cannot be read at its address: EFAULT. */
  readonly unreadable?: boolean;
  /** A vCPU of the VM has run: EBUSY. */
  readonly ranOnce?: boolean;
  /** The VM has no PMU of the host yet, as with KVM_ARM_VCPU_PMU_V3_STRICT before SET_PMU: ENXIO. */
  readonly noPmuChosen?: boolean;
  /** The kernel has no memory for the VM's bitmap, which the first call makes: ENOMEM. */
  readonly outOfMemory?: boolean;
}

/**
 * What a kernel on a host with this event space does with calls in this order, up to the first that
 * it refuses. The kernel's own order of checks (arch/arm64/kvm/pmu-emul.c,
 * kvm_arm_pmu_v3_set_attr()): ENODEV, EBUSY after INIT, ENXIO, EFAULT, EINVAL for range and action,
 * EBUSY once a vCPU has run, ENXIO without a chosen PMU, ENOMEM.
 */
export function judgeArm64Calls(
  calls: readonly Arm64Call[],
  bits: EventBits = 16,
  surroundings: Arm64Surroundings = {},
): Arm64Verdict {
  for (const [index, call] of calls.entries()) {
    const refusal = refusalOf(call, bits, surroundings);
    if (refusal !== undefined) return { ...refusal, call: index };
  }
  const filter = calls.length === 0 ? undefined : arm64FilterFromCalls(calls, bits);
  return { accepted: true, filter };
}

function refusalOf(
  call: Arm64Call,
  bits: EventBits,
  surroundings: Arm64Surroundings,
): KernelRefusal | undefined {
  if (surroundings.noPmu) return refused("ENODEV");
  if (surroundings.pmuInitialised) return refused("EBUSY");
  if (surroundings.unknownAttribute) return refused("ENXIO");
  if (surroundings.unreadable) return refused("EFAULT");
  return orRefusal(() => {
    checkArm64Call(call, bits);
    if (surroundings.ranOnce) return refused("EBUSY");
    if (surroundings.noPmuChosen) return refused("ENXIO");
    if (surroundings.outOfMemory) return refused("ENOMEM");
    return undefined;
  });
}

function refused(errno: Errno): KernelRefusal {
  return { accepted: false, errno };
}
