#include "injection/remote_memory.h"

#include <errno.h>
#include <sys/uio.h>

static bool all_of(ssize_t done, size_t size);

bool remote_read(pid_t thread, uint64_t address, void *bytes, size_t size)
{
    const struct iovec local = {.iov_base = bytes, .iov_len = size};
    const struct iovec remote = {.iov_base = (void *)(uintptr_t)address, .iov_len = size};

    return all_of(process_vm_readv(thread, &local, 1, &remote, 1, 0), size);
}

bool remote_write(pid_t thread, uint64_t address, const void *bytes, size_t size)
{
    const struct iovec local = {.iov_base = (void *)(uintptr_t)bytes, .iov_len = size};
    const struct iovec remote = {.iov_base = (void *)(uintptr_t)address, .iov_len = size};

    return all_of(process_vm_writev(thread, &local, 1, &remote, 1, 0), size);
}

static bool all_of(ssize_t done, size_t size)
{
    if (done >= 0 && (size_t)done != size) errno = EFAULT;
    return done >= 0 && (size_t)done == size;
}
