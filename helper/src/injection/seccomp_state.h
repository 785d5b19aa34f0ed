#ifndef SECCOMP_STATE_H
#define SECCOMP_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "command/problem.h"
#include "injection/seccomp_filter.h"
#include "injection/thread_status.h"

/**
 * Whether the seccomp(2) filters of a stopped thread let all of these calls through. They are read
 * from the kernel and evaluated here, since a call that they do not let through can kill the VMM.
 * Fails with SECCOMP_DENIED, or SECCOMP_UNREADABLE where the filters cannot be read.
 */
bool seccomp_lets_through(pid_t thread, enum seccomp_mode mode, const struct seccomp_data calls[],
                          size_t count, struct problem *problem);

#endif
