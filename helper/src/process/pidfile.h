#ifndef PIDFILE_H
#define PIDFILE_H

#include <sys/types.h>

#include "command/problem.h"

/**
 * Reads a process ID from a file: a decimal number, with a newline or without. Fails with
 * PIDFILE_INVALID.
 */
bool pidfile_read(const char *path, pid_t *pid, struct problem *problem);

/** Takes the ID from the text of such a file. False if it is anything else. */
bool pidfile_parse(const char *text, size_t size, pid_t *pid);

#endif
