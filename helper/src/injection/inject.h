#ifndef INJECT_H
#define INJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "command/problem.h"
#include "process/vm_process.h"

/** What is to be set, and where. */
struct injection {
    const struct vm_process *process;
    /** The VM's descriptor in the process. */
    int vm_fd;
    const uint8_t *filter;
    size_t size;
};

/** What came of a call that was made. */
struct injection_result {
    /** 0, or the errno with which the kernel answered. */
    int error;
    /** The thread that made the call. */
    pid_t thread;
    /** How long that thread stood still. */
    uint64_t stopped_ns;
};

/**
 * Has a thread of the process set the filter in its VM, and go on as if nothing had been.
 *
 * @return true when the call was made and answered, be it with an error. False with a problem:
 *   nothing was changed, except with OUTCOME_UNKNOWN, where that cannot be told.
 */
bool inject_filter(const struct injection *injection, struct injection_result *result,
                   struct problem *problem);

#endif
