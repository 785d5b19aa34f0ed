#ifndef EXEC_LOWERED_LIMITS_H
#define EXEC_LOWERED_LIMITS_H

#include "command/problem.h"
#include "preload/handover.h"

/*
 * A dynamic loader that cannot preload a library says so and runs the program all the same. That a
 * VM then runs without the filter is prevented by limits (setrlimit(2)) under which a loader can
 * work and no VM can run, and which only the library puts back, before the program's first
 * instruction:
 *
 * - RLIMIT_NOFILE leaves one descriptor. A loader needs one at a time, a VM has two: /dev/kvm and
 *   its own. VMMs are known to raise the soft limit (QEMU does since 9.0), so the hard limit is
 *   lowered, too, where it can be raised again: with CAP_SYS_RESOURCE.
 * - RLIMIT_NPROC, the soft one, leaves no thread. It holds for all users but root.
 */

/** The limits as they were. */
struct old_limits {
    struct handover_limit descriptors;
    struct handover_limit processes;
};

/** Reads them. */
void limits_read(struct old_limits *limits);

/**
 * Lowers them; to be called when every descriptor is open that the program is to inherit. Fails
 * with PROGRAM_UNUSABLE if one of those is /dev/kvm, and with MEMORY_MISSING if none is left.
 */
bool limits_lower(const struct old_limits *limits, struct problem *problem);

#endif
