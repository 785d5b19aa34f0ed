#ifndef CAPABILITIES_H
#define CAPABILITIES_H

#include <stdbool.h>

/** Kernel, include/uapi/linux/capability.h. */
enum {
    /** To read the directories in /proc of another user's process. */
    CAPABILITY_DAC_READ_SEARCH = 2,
    /** To trace another user's process. */
    CAPABILITY_SYS_PTRACE = 19,
    /** To read a thread's seccomp filters. */
    CAPABILITY_SYS_ADMIN = 21,
};

/** Whether this process has a capability and it is in effect. */
bool capability_effective(unsigned capability);

/**
 * Gives up every capability, and for all that this process may execute the way to more. To be
 * called before input is read. Taking away what is ours is never refused.
 */
void give_up_capabilities(void);

/**
 * Gives up every capability but those that tracing takes, and the way to more. Without
 * CAP_SYS_PTRACE all are kept: then a process can be traced only by one that has each capability
 * that it has (kernel, security/commoncap.c, cap_ptrace_access_check()).
 */
void keep_tracing_capabilities(void);

#endif
