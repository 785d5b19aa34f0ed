#ifndef PROCESS_END_H
#define PROCESS_END_H

#include <stdbool.h>

#include "command/problem.h"
#include "process/vm_process.h"

/**
 * Waits until a process has ended, for at most so long. True if it has. While it has not, its ID
 * cannot have become another's: its descriptor was opened when its start time was looked at.
 */
bool process_ends_within(const struct vm_process *process, int milliseconds);

/** Fails with PROCESS_MISSING: it has. */
bool process_ended(pid_t pid, struct problem *problem);

#endif
