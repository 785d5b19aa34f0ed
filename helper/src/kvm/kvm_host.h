#ifndef KVM_HOST_H
#define KVM_HOST_H

#include <stdbool.h>

#include "command/problem.h"

/** /dev/kvm, opened. */
struct kvm_host {
    int fd;
    int api_version;
};

/** Opens /dev/kvm. Fails with KVM_MISSING, KVM_DENIED or KVM_UNUSABLE. */
bool kvm_host_open(struct kvm_host *host, struct problem *problem);

void kvm_host_close(struct kvm_host *host);

/** What KVM answers for a capability: 0 for one that it does not have or does not know. */
int kvm_host_capability(const struct kvm_host *host, int capability);

/**
 * Makes a VM without memory and vCPUs; closing its descriptor ends it. Fails with KVM_UNUSABLE.
 *
 * @return the VM's descriptor, or -1
 */
int kvm_host_create_vm(const struct kvm_host *host, struct problem *problem);

#endif
