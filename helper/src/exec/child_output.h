#ifndef EXEC_CHILD_OUTPUT_H
#define EXEC_CHILD_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

/** A program that is run for what it prints. */
struct child_command {
    const char *path;
    /** Behind the program's name; NULL for none. */
    const char *arguments[2];
    /** Ended by NULL. */
    char *const *environment;
    /** Whether what it prints on stderr counts as well; else that goes to /dev/null. */
    bool with_stderr;
    /** After which it is killed, in milliseconds; -1 for never. */
    int limit_ms;
};

/**
 * Runs it, without anything on its stdin, until it has closed its stdout. Where it cannot be
 * executed, what it printed says why.
 *
 * @param output out: what it printed, as far as there is room, and a zero behind it
 * @return 0, or the errno of what failed; ETIMEDOUT
 */
int child_output(const struct child_command *command, char *output, size_t room);

#endif
