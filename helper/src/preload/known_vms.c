#include "preload/known_vms.h"

#if defined(__aarch64__)

#include <stddef.h>

#include "preload/raw_syscall.h"

enum { MOST_DESCRIPTORS = 4096 };

struct descriptor {
    /** Of a VM: whether it has the filter. */
    bool has_filter;
    /** Of a vCPU: its VM's descriptor, and 1; 0 if it is none. */
    int vm;
};

static struct descriptor descriptors[MOST_DESCRIPTORS];
static bool locked;

static struct descriptor *find(int fd);

void known_vms_lock(void)
{
    while (__atomic_exchange_n(&locked, true, __ATOMIC_ACQUIRE)) {
        raw_syscall(SYS_sched_yield, 0, 0, 0, 0, 0, 0);
    }
}

void known_vms_unlock(void)
{
    __atomic_store_n(&locked, false, __ATOMIC_RELEASE);
}

void known_vms_add_vm(int vm)
{
    struct descriptor *descriptor = find(vm);

    known_vms_lock();
    if (descriptor != NULL) *descriptor = (struct descriptor){false, 0};
    known_vms_unlock();
}

void known_vms_add_vcpu(int vm, int vcpu)
{
    struct descriptor *descriptor = find(vcpu);

    known_vms_lock();
    if (descriptor != NULL) *descriptor = (struct descriptor){false, vm + 1};
    known_vms_unlock();
}

int known_vms_vm_of(int vcpu)
{
    const struct descriptor *descriptor = find(vcpu);

    return descriptor == NULL ? -1 : descriptor->vm - 1;
}

bool known_vms_has_filter(int vm)
{
    const struct descriptor *descriptor = find(vm);

    return descriptor != NULL && descriptor->has_filter;
}

void known_vms_set_filter(int vm)
{
    struct descriptor *descriptor = find(vm);

    if (descriptor != NULL) descriptor->has_filter = true;
}

static struct descriptor *find(int fd)
{
    return fd >= 0 && fd < MOST_DESCRIPTORS ? &descriptors[fd] : NULL;
}

#endif
