#ifndef X86_FILTER_ABI_H
#define X86_FILTER_ABI_H

#include <stddef.h>
#include <stdint.h>

/*
 * The ABI of KVM's PMU event filter on x86.
 *
 * Sources: kernel, arch/x86/include/uapi/asm/kvm.h for what is public, arch/x86/kvm/pmu.c for what
 * only the implementation says, Documentation/virt/kvm/api.rst (KVM_SET_PMU_EVENT_FILTER) for the
 * meaning.
 */

/** struct kvm_pmu_event_filter without its events, which follow as `nevents` times a u64. */
struct x86_filter_header {
    uint32_t action;
    uint32_t nevents;
    uint32_t fixed_counter_bitmap;
    uint32_t flags;
    /** No kernel looks at it. */
    uint32_t pad[4];
};

_Static_assert(sizeof(struct x86_filter_header) == 32, "the events start at byte 32");
_Static_assert(offsetof(struct x86_filter_header, action) == 0, "action");
_Static_assert(offsetof(struct x86_filter_header, nevents) == 4, "nevents");
_Static_assert(offsetof(struct x86_filter_header, fixed_counter_bitmap) == 8, "bitmap");
_Static_assert(offsetof(struct x86_filter_header, flags) == 12, "flags");
_Static_assert(offsetof(struct x86_filter_header, pad) == 16, "pad");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "KVM's hosts here are little endian");

enum {
    /** KVM_SET_PMU_EVENT_FILTER, _IOW(0xAE, 0xb2, the header), on a VM's descriptor. */
    X86_FILTER_SET = 0x4020aeb2,
    /** KVM_PMU_EVENT_ALLOW: what is listed counts. */
    X86_FILTER_ALLOW = 0,
    /** KVM_PMU_EVENT_DENY: what is not listed counts. */
    X86_FILTER_DENY = 1,
    /** KVM_PMU_EVENT_FLAG_MASKED_EVENTS: the events are masked entries. */
    X86_FILTER_MASKED = 1,
    /** KVM_PMU_EVENT_FILTER_MAX_EVENTS; more is E2BIG (pmu.c, not public). */
    X86_FILTER_MAX_EVENTS = 300,
};

/* Members of an event. */

/** The event select's low 8 bits. */
#define X86_EVENT_SELECT_LOW UINT64_C(0xff)
/** The umask, or a masked entry's match. */
#define X86_EVENT_UMASK UINT64_C(0xff00)
/** The event select's bits 11:8, on AMD only. */
#define X86_EVENT_SELECT_HIGH UINT64_C(0xf00000000)
/** Masked entries only. */
#define X86_EVENT_EXCLUDE UINT64_C(0x80000000000000)
/** Masked entries only: which bits of the umask are looked at. */
#define X86_EVENT_MASK UINT64_C(0xff00000000000000)

enum {
    X86_EVENT_UMASK_SHIFT = 8,
    X86_EVENT_MASK_SHIFT = 56,
};

#endif
