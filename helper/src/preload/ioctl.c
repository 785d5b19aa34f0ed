#include "preload/ioctl.h"

#include <errno.h>

#include "kvm/kvm_abi.h"
#include "preload/carried_record.h"
#include "preload/inherited.h"
#include "preload/machine.h"
#include "preload/raw_syscall.h"
#include "preload/traces.h"

static void after(int fd, unsigned request, long result);

int ioctl(int fd, unsigned request, void *argument)
{
    if (inherited.active) machine_before_ioctl(fd, request, argument);
    long result = raw_ioctl(fd, request, argument);
    if (result < 0) {
        errno = (int)-result;
        return -1;
    }
    if (inherited.active) after(fd, request, result);
    return (int)result;
}

long raw_ioctl(int fd, unsigned request, const void *argument)
{
    return raw_syscall(SYS_ioctl, fd, (long)request, (long)argument, 0, 0, 0);
}

static void after(int fd, unsigned request, long result)
{
    if (request == KVM_ABI_CREATE_VM) {
        traces_remove();
        drop_record((int)result);
    }
    machine_after_ioctl(fd, request, result);
}
