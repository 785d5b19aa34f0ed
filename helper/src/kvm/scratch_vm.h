#ifndef SCRATCH_VM_H
#define SCRATCH_VM_H

#include <stddef.h>
#include <stdint.h>

#include "kvm/kvm_host.h"
#include "kvm/x86_filter.h"

/** A VM that exists to have filters judged. It has no memory and no vCPU, and runs nothing. */
struct scratch_vm {
    int fd;
};

/** Makes the VM. Fails with KVM_UNUSABLE. */
bool scratch_vm_create(struct scratch_vm *vm, const struct kvm_host *host, struct problem *problem);

void scratch_vm_close(struct scratch_vm *vm);

/**
 * Sets the filter at an address in the VM, in place of the one before it.
 *
 * @return 0 if the kernel took it, else the errno
 */
int scratch_vm_set_filter(const struct scratch_vm *vm, const void *filter);

/**
 * By which vendor's rules this kernel judges: it takes a masked entry with the 12-bit select 0x1c2
 * by AMD's, and refuses it by Intel's. Not told by the CPU's name: a nested kernel was seen to
 * judge by Intel's rules on AMD's CPU. Unknown before Linux 6.3, which has no masked entries.
 */
enum vendor_rules scratch_vm_vendor_rules(const struct scratch_vm *vm);

#endif
