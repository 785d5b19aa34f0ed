#ifndef THREAD_STATUS_H
#define THREAD_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/** Under what seccomp(2) a thread runs. */
enum seccomp_mode {
    SECCOMP_NONE = 0,
    /** Four system calls and no more. */
    SECCOMP_STRICT = 1,
    SECCOMP_FILTERED = 2,
};

/** What is taken from /proc/PID/task/TID/status (proc(5)). */
struct thread_status {
    /** The process that traces it; 0 if none. */
    pid_t tracer;
    enum seccomp_mode seccomp;
    /** Return addresses are checked against a shadow stack: a made frame would kill it. */
    bool shadow_stack;
};

/**
 * Reads it anew from a descriptor of it. False with errno: ESRCH if the thread has ended, EBADMSG
 * if it is not understood.
 */
bool thread_status_read(int fd, struct thread_status *status);

/**
 * Takes it from the text, a line for each field. False if that has no end or lacks a field that
 * forbids a call by not being 0: what was not seen is not known to be absent. Kernels that have no
 * shadow stacks have no such field.
 */
bool thread_status_parse(const char *text, size_t size, struct thread_status *status);

#endif
