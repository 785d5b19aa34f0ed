#ifndef VM_DESCRIPTORS_H
#define VM_DESCRIPTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { MAX_VM_DESCRIPTORS = 256 };

/** The VMs that a process has open, by ascending descriptors, as far as there is room for them. */
struct vm_descriptors {
    size_t count;
    int fds[MAX_VM_DESCRIPTORS];
};

/**
 * Finds them: links to "anon_inode:kvm-vm" (kernel, virt/kvm/kvm_main.c). A VM that is open under
 * several descriptors counts once, by the lowest. False with errno, see proc_open().
 */
bool vm_descriptors_find(pid_t pid, struct vm_descriptors *found);

/** Whether a descriptor of a process is a VM. */
bool vm_descriptor_is(pid_t pid, int fd);

/** The same, in the directory of a process's descriptors that is open already. */
bool vm_descriptor_in(int directory, int fd);

/** The lowest descriptor of the same VM; `fd` itself where the kernel does not compare them. */
int vm_descriptor_lowest(pid_t pid, int fd, const struct vm_descriptors *found);

#endif
