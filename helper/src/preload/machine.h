#ifndef PRELOAD_MACHINE_H
#define PRELOAD_MACHINE_H

/*
 * Where an architecture sets the filter. x86_vm.c and arm64_vcpu.c have these functions, each for
 * its own. Both are called for every ioctl of a process that has a filter, by any thread, and must
 * leave the ones that are not theirs at once.
 */

/** Before a request is passed on to the kernel. */
void machine_before_ioctl(int fd, unsigned request, const void *argument);

/** After a request that the kernel answered with a `result` that is not an error. */
void machine_after_ioctl(int fd, unsigned request, long result);

#endif
