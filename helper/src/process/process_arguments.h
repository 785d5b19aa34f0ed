#ifndef PROCESS_ARGUMENTS_H
#define PROCESS_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/** A process's command line: texts with a zero behind each, the first being the program's name. */
struct process_arguments {
    /** The text that is taken next. */
    const char *next;
    const char *end;
    /** Whether it may go on where this ends. */
    bool cut;
};

/**
 * Reads it from a process, as it is there now: a program may write over its own. One of more than 2
 * MiB is cut there. Valid until the next one is read. False with errno.
 */
bool process_arguments_read(pid_t pid, struct process_arguments *arguments);

/** The next text; NULL behind the last. What has no zero behind it is none. */
const char *process_arguments_take(struct process_arguments *arguments);

#endif
