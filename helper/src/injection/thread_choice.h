#ifndef THREAD_CHOICE_H
#define THREAD_CHOICE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "command/problem.h"
#include "injection/thread_look.h"

/** At most so many threads of a process are tried, the best ones. */
enum { MAX_CANDIDATES = 64 };

/** Threads that may be stopped, the best first. */
struct thread_choice {
    struct thread_look threads[MAX_CANDIDATES];
    size_t count;
};

/**
 * Looks at the threads of a process and puts those in order that a stop does no harm to: by how
 * well the kernel begins their system call anew, the process's first thread before others.
 *
 * Fails with PROCESS_MISSING, PROCESS_DENIED, THREAD_STUCK (all wait in the kernel and cannot be
 * stopped) or THREAD_UNFIT (a stop would cut short what each of them waits for).
 */
bool thread_choice_make(pid_t process, struct thread_choice *choice, struct problem *problem);

#endif
