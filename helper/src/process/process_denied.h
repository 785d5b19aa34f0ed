#ifndef PROCESS_DENIED_H
#define PROCESS_DENIED_H

#include <stdbool.h>
#include <sys/types.h>

#include "command/problem.h"

/**
 * Fails with PROCESS_DENIED: a process may not be looked into or traced, and what is lacking for
 * it, as far as user IDs, CAP_SYS_PTRACE and Yama tell. `error` is the errno.
 */
bool process_denied(pid_t pid, int error, struct problem *problem);

#endif
