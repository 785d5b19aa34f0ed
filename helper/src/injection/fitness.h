#ifndef FITNESS_H
#define FITNESS_H

#include <stdbool.h>

#include "command/problem.h"
#include "injection/executable_code.h"
#include "injection/inject.h"
#include "injection/memory_maps.h"
#include "injection/signal_frame.h"
#include "injection/stopped_thread.h"
#include "injection/thread_files.h"
#include "injection/thread_look.h"

/** What was found out about a process before any of its threads was stopped. */
struct preparation {
    struct memory_maps maps;
    struct executable_code code;
};

/**
 * Whether a thread may be fit, by what is seen without stopping it. Fails with THREAD_UNFIT,
 * SECCOMP_DENIED, or SECCOMP_UNREADABLE.
 */
bool thread_seems_fit(const struct injection *injection, const struct preparation *preparation,
                      const struct thread_look *look, const struct thread_files *files,
                      struct problem *problem);

/** Fails with THREAD_UNFIT: a file of a thread in /proc could not be opened. */
bool thread_unreadable(pid_t thread, int error, struct problem *problem);

/**
 * Looks again at what could have changed until the thread was stopped: whether the process is the
 * same and has its VM. Fails with PROCESS_CHANGED, PROCESS_MISSING or VM_MISSING.
 */
bool still_the_same(const struct injection *injection, const struct preparation *preparation,
                    pid_t thread, const struct thread_files *files, struct problem *problem);

/**
 * Whether a stopped thread can make a call and be what it was. Fails with THREAD_UNFIT,
 * SECCOMP_DENIED or SECCOMP_UNREADABLE.
 */
bool thread_is_fit(const struct injection *injection, const struct preparation *preparation,
                   const struct stopped_thread *stopped, struct problem *problem);

/** The same of what its seccomp filter says about the call with its arguments as they will be. */
bool call_is_allowed(const struct injection *injection, const struct preparation *preparation,
                     const struct stopped_thread *stopped, const struct thread_files *files,
                     const struct signal_frame *frame, struct problem *problem);

#endif
