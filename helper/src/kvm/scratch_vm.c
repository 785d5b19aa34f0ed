#include "kvm/scratch_vm.h"

#include <errno.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int set_masked_entry(const struct scratch_vm *vm, uint64_t entry);

bool scratch_vm_create(struct scratch_vm *vm, const struct kvm_host *host, struct problem *problem)
{
    vm->fd = kvm_host_create_vm(host, problem);
    return vm->fd >= 0;
}

void scratch_vm_close(struct scratch_vm *vm)
{
    close(vm->fd);
    vm->fd = -1;
}

int scratch_vm_set_filter(const struct scratch_vm *vm, const void *filter)
{
    return ioctl(vm->fd, X86_FILTER_SET, filter) == 0 ? 0 : errno;
}

enum vendor_rules scratch_vm_vendor_rules(const struct scratch_vm *vm)
{
    const uint64_t narrow = X86_EVENT_MASK | 0xc2;
    const uint64_t wide = narrow | UINT64_C(1) << 32;

    if (set_masked_entry(vm, narrow) != 0) return RULES_UNKNOWN;
    switch (set_masked_entry(vm, wide)) {
    case 0:
        return RULES_AMD;
    case EINVAL:
        return RULES_INTEL;
    default:
        return RULES_UNKNOWN;
    }
}

static int set_masked_entry(const struct scratch_vm *vm, uint64_t entry)
{
    const struct {
        struct x86_filter_header header;
        uint64_t entry;
    } filter = {
        .header = {.action = X86_FILTER_DENY, .nevents = 1, .flags = X86_FILTER_MASKED},
        .entry = entry,
    };

    return scratch_vm_set_filter(vm, &filter);
}
