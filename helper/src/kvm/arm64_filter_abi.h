#ifndef ARM64_FILTER_ABI_H
#define ARM64_FILTER_ABI_H

#include <stddef.h>
#include <stdint.h>

/*
 * The ABI of KVM's PMU event filter on arm64, and of the vCPU that it is set on.
 *
 * Sources: kernel, arch/arm64/include/uapi/asm/kvm.h and include/uapi/linux/kvm.h,
 * Documentation/virt/kvm/devices/vcpu.rst (KVM_ARM_VCPU_PMU_V3_FILTER) for the meaning,
 * arch/arm64/kvm/pmu-emul.c for the checks.
 */

/**
 * struct kvm_pmu_event_filter of arm64: one call allows or denies the events of
 * [base_event, base_event + nevents). The first call also decides over all other events, against
 * its own action. It holds for the whole VM, and no vCPU may have run.
 */
struct arm64_filter_call {
    uint16_t base_event;
    uint16_t nevents;
    /** ARM64_FILTER_ALLOW or ARM64_FILTER_DENY. */
    uint8_t action;
    /** No kernel looks at it. */
    uint8_t pad[3];
};

_Static_assert(sizeof(struct arm64_filter_call) == 8, "size");
_Static_assert(offsetof(struct arm64_filter_call, base_event) == 0, "base_event");
_Static_assert(offsetof(struct arm64_filter_call, nevents) == 2, "nevents");
_Static_assert(offsetof(struct arm64_filter_call, action) == 4, "action");
_Static_assert(offsetof(struct arm64_filter_call, pad) == 5, "pad");

/** struct kvm_device_attr: of KVM_SET_DEVICE_ATTR and KVM_HAS_DEVICE_ATTR. */
struct arm64_device_attr {
    uint32_t flags;
    uint32_t group;
    uint64_t attr;
    /** Of the attribute's value. */
    uint64_t addr;
};

/** struct kvm_vcpu_init: of KVM_ARM_VCPU_INIT and KVM_ARM_PREFERRED_TARGET. */
struct arm64_vcpu_init {
    uint32_t target;
    /** A bit for each feature. */
    uint32_t features[7];
};

enum {
    ARM64_FILTER_ALLOW = 0,
    ARM64_FILTER_DENY = 1,

    /** KVM_SET_DEVICE_ATTR, _IOW(0xAE, 0xe1, struct kvm_device_attr), on a vCPU's descriptor. */
    ARM64_SET_DEVICE_ATTR = 0x4018aee1,
    /** KVM_HAS_DEVICE_ATTR, _IOW(0xAE, 0xe3, struct kvm_device_attr). */
    ARM64_HAS_DEVICE_ATTR = 0x4018aee3,
    /** KVM_ARM_VCPU_PMU_V3_CTRL: the group of the PMU's attributes. */
    ARM64_PMU_GROUP = 0,
    /** KVM_ARM_VCPU_PMU_V3_INIT; a filter call after it on the same vCPU is EBUSY. */
    ARM64_PMU_INIT = 1,
    /** KVM_ARM_VCPU_PMU_V3_FILTER (Linux 5.10). */
    ARM64_PMU_FILTER = 2,

    /** KVM_CREATE_VCPU, _IO(0xAE, 0x41), on a VM's descriptor; its argument is the vCPU's number.
     */
    ARM64_CREATE_VCPU = 0xae41,
    /** KVM_ARM_VCPU_INIT, _IOW(0xAE, 0xae, struct kvm_vcpu_init), on a vCPU's descriptor. */
    ARM64_VCPU_INIT = 0x4020aeae,
    /** KVM_ARM_VCPU_PMU_V3: the feature without which a filter call is ENODEV. */
    ARM64_VCPU_FEATURE_PMU_V3 = 3,
};

/** KVM_ARM_PREFERRED_TARGET, _IOR(0xAE, 0xaf, struct kvm_vcpu_init), on a VM's descriptor. */
#define ARM64_PREFERRED_TARGET 0x8020aeafUL

/** KVM_GET_MP_STATE, _IOR(0xAE, 0x98, u32), on a vCPU's descriptor: anything else refuses it. */
#define ARM64_GET_MP_STATE 0x8004ae98UL

/** The bits of event numbers: 10 on PMUv3 of Armv8.0, 16 from Armv8.1 on. */
enum { ARM64_EVENT_BITS_NARROW = 10, ARM64_EVENT_BITS_WIDE = 16 };

#endif
