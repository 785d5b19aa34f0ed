#include "injection/ptrace_abi.h"

#include <sys/syscall.h>
#include <unistd.h>

long trace(int request, pid_t thread, uintptr_t address, void *data)
{
    return syscall(SYS_ptrace, (long)request, (long)thread, address, data);
}
