/*
 * Holds the helper's own definitions of KVM's ABI against the kernel headers it is compiled with,
 * as far as they have them. Nothing here ends up in the program.
 */
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
