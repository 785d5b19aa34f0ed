/*
 * Holds the helper's own definitions of KVM's ABI against the kernel headers it is compiled with,
 * as far as they have them. Nothing here ends up in the program.
 */
#include "kvm/arm64_filter_abi.h"
#include "kvm/kvm_abi.h"
#include "kvm/x86_filter_abi.h"

#if defined __has_include
#if __has_include(<linux/kvm.h>)
#include <linux/kvm.h>
#include <sys/ioctl.h>
#endif
#endif

/** Without a declaration a translation unit is empty, which ISO C forbids. */
typedef struct x86_filter_header checked_here;

#ifdef KVM_API_VERSION
_Static_assert(KVM_ABI_VERSION == KVM_API_VERSION, "API version");
_Static_assert(KVM_ABI_GET_API_VERSION == KVM_GET_API_VERSION, "ioctl");
_Static_assert(KVM_ABI_CREATE_VM == KVM_CREATE_VM, "ioctl");
_Static_assert(KVM_ABI_CHECK_EXTENSION == KVM_CHECK_EXTENSION, "ioctl");
#endif

#ifdef KVM_CAP_ARM_PMU_V3
_Static_assert(KVM_ABI_CAP_ARM_PMU_V3 == KVM_CAP_ARM_PMU_V3, "capability");
#endif
#ifdef KVM_CAP_ARM_VM_IPA_SIZE
_Static_assert(KVM_ABI_CAP_ARM_VM_IPA_SIZE == KVM_CAP_ARM_VM_IPA_SIZE, "capability");
#endif
#ifdef KVM_CAP_PMU_EVENT_FILTER
_Static_assert(KVM_ABI_CAP_PMU_EVENT_FILTER == KVM_CAP_PMU_EVENT_FILTER, "capability");
#endif
#ifdef KVM_CAP_PMU_CAPABILITY
_Static_assert(KVM_ABI_CAP_PMU_CAPABILITY == KVM_CAP_PMU_CAPABILITY, "capability");
#endif
#ifdef KVM_CAP_PMU_EVENT_MASKED_EVENTS
_Static_assert(KVM_ABI_CAP_PMU_EVENT_MASKED_EVENTS == KVM_CAP_PMU_EVENT_MASKED_EVENTS,
               "capability");
#endif

#ifdef KVM_PMU_EVENT_ALLOW
_Static_assert(X86_FILTER_ALLOW == KVM_PMU_EVENT_ALLOW, "action");
_Static_assert(X86_FILTER_DENY == KVM_PMU_EVENT_DENY, "action");
#endif
#ifdef KVM_PMU_EVENT_FLAG_MASKED_EVENTS
_Static_assert(X86_FILTER_MASKED == KVM_PMU_EVENT_FLAG_MASKED_EVENTS, "flag");
#endif

/* On arm64 the struct of this name is another one. */
#if defined __x86_64__ && defined KVM_SET_PMU_EVENT_FILTER
#define SAME_PLACE(member) \
    (offsetof(struct x86_filter_header, member) == offsetof(struct kvm_pmu_event_filter, member))

_Static_assert(X86_FILTER_SET == KVM_SET_PMU_EVENT_FILTER, "ioctl");
_Static_assert(sizeof(struct x86_filter_header) == sizeof(struct kvm_pmu_event_filter), "size");
_Static_assert(SAME_PLACE(action), "action");
_Static_assert(SAME_PLACE(nevents), "nevents");
_Static_assert(SAME_PLACE(fixed_counter_bitmap), "bitmap");
_Static_assert(SAME_PLACE(flags), "flags");
_Static_assert(SAME_PLACE(pad), "pad");
#endif

#ifdef KVM_SET_DEVICE_ATTR
_Static_assert(ARM64_SET_DEVICE_ATTR == KVM_SET_DEVICE_ATTR, "ioctl");
_Static_assert(ARM64_HAS_DEVICE_ATTR == KVM_HAS_DEVICE_ATTR, "ioctl");
_Static_assert(ARM64_CREATE_VCPU == KVM_CREATE_VCPU, "ioctl");
_Static_assert(ARM64_GET_MP_STATE == KVM_GET_MP_STATE, "ioctl");
_Static_assert(sizeof(struct arm64_device_attr) == sizeof(struct kvm_device_attr), "size");
_Static_assert(offsetof(struct arm64_device_attr, group) == offsetof(struct kvm_device_attr, group),
               "group");
_Static_assert(offsetof(struct arm64_device_attr, attr) == offsetof(struct kvm_device_attr, attr),
               "attr");
_Static_assert(offsetof(struct arm64_device_attr, addr) == offsetof(struct kvm_device_attr, addr),
               "addr");
#endif

#if defined __aarch64__ && defined KVM_ARM_VCPU_INIT
_Static_assert(ARM64_VCPU_INIT == KVM_ARM_VCPU_INIT, "ioctl");
_Static_assert(ARM64_PREFERRED_TARGET == KVM_ARM_PREFERRED_TARGET, "ioctl");
_Static_assert(sizeof(struct arm64_vcpu_init) == sizeof(struct kvm_vcpu_init), "size");
_Static_assert(ARM64_VCPU_FEATURE_PMU_V3 == KVM_ARM_VCPU_PMU_V3, "feature");
_Static_assert(ARM64_PMU_GROUP == KVM_ARM_VCPU_PMU_V3_CTRL, "group");
_Static_assert(ARM64_PMU_INIT == KVM_ARM_VCPU_PMU_V3_INIT, "attribute");
#endif

#if defined __aarch64__ && defined KVM_ARM_VCPU_PMU_V3_FILTER
#define SAME_CALL_PLACE(member) \
    (offsetof(struct arm64_filter_call, member) == offsetof(struct kvm_pmu_event_filter, member))

_Static_assert(ARM64_PMU_FILTER == KVM_ARM_VCPU_PMU_V3_FILTER, "attribute");
_Static_assert(ARM64_FILTER_ALLOW == KVM_PMU_EVENT_ALLOW, "action");
_Static_assert(ARM64_FILTER_DENY == KVM_PMU_EVENT_DENY, "action");
_Static_assert(sizeof(struct arm64_filter_call) == sizeof(struct kvm_pmu_event_filter), "size");
_Static_assert(SAME_CALL_PLACE(base_event), "base_event");
_Static_assert(SAME_CALL_PLACE(nevents), "nevents");
_Static_assert(SAME_CALL_PLACE(action), "action");
#endif
