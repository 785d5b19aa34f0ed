#ifndef SEIZE_DENIED_H
#define SEIZE_DENIED_H

#include <stdbool.h>
#include <sys/types.h>

#include "command/problem.h"

/**
 * Tells why a thread could not be seized: PROCESS_TRACED, PROCESS_DENIED, or THREAD_UNFIT if it has
 * ended. `error` is what ptrace(2) answered.
 */
bool seize_denied(pid_t process, pid_t thread, int error, struct problem *problem);

#endif
