#ifndef PRELOAD_KNOWN_VMS_H
#define PRELOAD_KNOWN_VMS_H

#include <stdbool.h>

/*
 * Which VMs of this process have the filter, and which vCPU is of which VM, by their descriptors:
 * what KVM does not tell on arm64. A descriptor above 4095 is not known, and none is ever
 * forgotten; its next VM or vCPU takes its place. The last three are called with the lock held.
 */

/** Waits for other threads that are setting a filter. */
void known_vms_lock(void);
void known_vms_unlock(void);

/** A new VM, without the filter. */
void known_vms_add_vm(int vm);

/** A new vCPU of a VM. */
void known_vms_add_vcpu(int vm, int vcpu);

/** The VM of a vCPU; -1 if it is not known. */
int known_vms_vm_of(int vcpu);

/** Whether a VM has the filter. False for -1. */
bool known_vms_has_filter(int vm);

/** Notes that a VM has the filter. */
void known_vms_set_filter(int vm);

#endif
