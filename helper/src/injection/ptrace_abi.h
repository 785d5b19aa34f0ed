#ifndef PTRACE_ABI_H
#define PTRACE_ABI_H

/*
 * What is used of ptrace(2), and the one way in which it is called: C libraries differ in how they
 * declare it, and older ones lack requests.
 *
 * Sources: kernel, include/uapi/linux/ptrace.h and include/uapi/linux/elf.h.
 */

#include <stdint.h>
#include <sys/types.h>

enum {
    TRACE_CONT = 7,
    TRACE_DETACH = 17,
    TRACE_SYSCALL = 24,
    TRACE_GETREGSET = 0x4204,
    TRACE_SETREGSET = 0x4205,
    TRACE_SEIZE = 0x4206,
    TRACE_INTERRUPT = 0x4207,
    TRACE_GETSIGMASK = 0x420a,
    TRACE_SETSIGMASK = 0x420b,
    /** Linux 4.4; takes CAP_SYS_ADMIN, and a kernel with checkpoint and restore. */
    TRACE_SECCOMP_GET_FILTER = 0x420c,
    /** Linux 5.13. */
    TRACE_GET_RSEQ_CONFIGURATION = 0x420f,
    /** Linux 6.4. */
    TRACE_GET_SYSCALL_USER_DISPATCH_CONFIG = 0x4211,

    /** Stops at system calls are told from others. */
    TRACE_O_TRACESYSGOOD = 1,
    /** PTRACE_EVENT_STOP. */
    TRACE_EVENT_STOP = 128,

    /** NT_PRSTATUS. */
    REGISTERS_GENERAL = 1,
    /** NT_X86_XSTATE. */
    REGISTERS_EXTENDED = 0x202,
};

/** ptrace(2). Returns what the kernel answers, or -1 with errno. */
long trace(int request, pid_t thread, uintptr_t address, void *data);

#endif
