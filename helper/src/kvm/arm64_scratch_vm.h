#ifndef ARM64_SCRATCH_VM_H
#define ARM64_SCRATCH_VM_H

#include "kvm/kvm_host.h"

/**
 * A VM of arm64 that exists to have filters judged: it has one vCPU with a PMU, which the calls are
 * made on, no memory, and runs nothing. What calls it has already had decides over no later one.
 */
struct arm64_scratch_vm {
    int fd;
    int vcpu;
};

/**
 * Makes the VM and its vCPU. Fails with KVM_UNUSABLE, or with FILTER_UNSUPPORTED where no vCPU can
 * have a PMU or its PMU no filter.
 */
bool arm64_scratch_vm_create(struct arm64_scratch_vm *vm, const struct kvm_host *host,
                             struct problem *problem);

void arm64_scratch_vm_close(struct arm64_scratch_vm *vm);

/**
 * Makes the filter call that is at an address.
 *
 * @return 0 if the kernel took it, else the errno
 */
int arm64_scratch_vm_call(const struct arm64_scratch_vm *vm, const void *call);

/**
 * How many bits event numbers have here, 10 or 16: whether a call about event 0x400 is taken. 0 if
 * that is not told.
 */
int arm64_scratch_vm_event_bits(const struct arm64_scratch_vm *vm);

#endif
