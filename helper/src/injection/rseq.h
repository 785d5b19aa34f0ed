#ifndef RSEQ_H
#define RSEQ_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/** Where a thread is with restartable sequences (rseq(2)). */
enum rseq_place {
    RSEQ_OUTSIDE,
    /** Inside of one: the kernel has yet to see that and make it begin anew. */
    RSEQ_INSIDE,
    /** This kernel does not tell (before Linux 5.13). */
    RSEQ_UNKNOWN,
};

/** Looks where a stopped thread is whose next instruction is at `rip`. */
enum rseq_place rseq_place(pid_t thread, uint64_t rip);

#endif
