#ifndef PRELOAD_IOCTL_H
#define PRELOAD_IOCTL_H

/**
 * Stands in for the C library's function of that name. Declared as it is called: C libraries differ
 * on the second parameter's type, the kernel reads 32 bits of it, and a third argument is there for
 * every request of KVM.
 */
__attribute__((visibility("default"))) int ioctl(int fd, unsigned request, void *argument);

/** The system call. @return what the kernel returns: the result, or a negative errno */
long raw_ioctl(int fd, unsigned request, const void *argument);

#endif
