#ifndef PTRACE_RIGHTS_H
#define PTRACE_RIGHTS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/** Which processes this one may trace. */
enum ptrace_reach {
    /** None. */
    REACH_NONE,
    /** Those that it started itself, and theirs. */
    REACH_DESCENDANTS,
    /** Those of its own user. */
    REACH_OWN_USER,
    /** All of its user namespace. */
    REACH_USER_NAMESPACE,
    /** All. */
    REACH_ANY,
};

/** What decides over ptrace here. Security modules other than Yama have their say per process. */
struct ptrace_rights {
    /** The errno of a trial on a child of our own, 0 if it could be traced. */
    int trial_error;
    uid_t uid;
    /** CAP_SYS_PTRACE is effective. */
    bool capability;
    /** Capabilities hold for the whole host, not for a container's user namespace alone. */
    bool initial_user_namespace;
    /** Yama's /proc/sys/kernel/yama/ptrace_scope; -1 where there is no Yama. */
    int yama_scope;
    enum ptrace_reach reach;
};

/** Finds out. Starts a child that does nothing, traces it for a moment, and ends it. */
void ptrace_rights_find(struct ptrace_rights *rights);

/**
 * What the parts add up to (kernel, kernel/ptrace.c, ptrace_may_access() and
 * security/yama/yama_lsm.c, yama_ptrace_access_check()).
 */
enum ptrace_reach ptrace_reach_of(const struct ptrace_rights *rights);

/** Reads /proc/sys/kernel/yama/ptrace_scope; -1 where there is no Yama. */
int yama_scope_read(void);

/** The number in Yama's file, 0 to 3; -1 for anything else. */
int yama_scope_from(const char *text, size_t size);

#endif
