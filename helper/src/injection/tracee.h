#ifndef TRACEE_H
#define TRACEE_H

#include <stdbool.h>
#include <sys/types.h>

#include "command/problem.h"

/** Where a traced thread stopped. */
enum tracee_stop {
    /** Because of PTRACE_INTERRUPT, or with its whole process (SIGSTOP). */
    STOPPED_BY_EVENT,
    /** Before a system call begins, or after it has ended. */
    STOPPED_AT_CALL,
    /** The thread has ended. */
    STOPPED_FOR_GOOD,
    /** It did not stop in time. */
    STOPPED_NOT,
};

/**
 * Seizes a thread and stops it. One that is stopped by SIGSTOP already is taken as it is. Signals
 * that are being delivered are passed on. Those to this helper are to be held back
 * (held_signals.h) until the thread is let go.
 *
 * Fails with THREAD_UNFIT (it has ended), PROCESS_TRACED, PROCESS_DENIED or THREAD_STUCK: then it
 * stays seized, runs on, and is let go when this helper ends.
 */
bool tracee_stop(pid_t process, pid_t thread, struct problem *problem);

/** Stops a thread that is seized and runs. */
enum tracee_stop tracee_stop_again(pid_t thread);

/**
 * Lets a stopped thread run to its next entry into, or exit from, a system call. Signals and stops
 * of the whole process on the way are passed on.
 */
enum tracee_stop tracee_run_to_call(pid_t thread, unsigned limit_ms);

/** Lets it go. A thread that was stopped by SIGSTOP is stopped again by the kernel. */
void tracee_detach(pid_t thread);

#endif
