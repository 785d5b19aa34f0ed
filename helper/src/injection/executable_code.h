#ifndef EXECUTABLE_CODE_H
#define EXECUTABLE_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "command/problem.h"
#include "injection/memory_maps.h"

/** A C library's stub has at most this many bytes up to the end of its `syscall`. */
enum { SIGNAL_RETURN_SIZE = 9 };

/** Instructions that a process has mapped anyway: nothing is added to its code. */
struct executable_code {
    /** `syscall; ret`. */
    uint64_t call;
    /** Where the instruction behind `syscall` is, which seccomp filters are shown. */
    uint64_t call_end;
    /** A stub that a handler returns to: `mov $15, %eax` or `%rax`; `syscall`. */
    uint64_t signal_return;
    uint64_t signal_return_end;
    uint8_t signal_return_bytes[SIGNAL_RETURN_SIZE];
};

/**
 * Finds both in the executable files that a process has mapped, read through a thread of it: the
 * first one may have ended. Fails with THREAD_UNFIT if they are
 * not there, PROCESS_DENIED or PROCESS_MISSING.
 */
bool executable_code_find(pid_t process, pid_t thread, const struct memory_maps *maps,
                          struct executable_code *code, struct problem *problem);

/** Whether both are still there. */
bool executable_code_unchanged(pid_t thread, const struct executable_code *code);

/** Looks for what is not found yet in bytes of a process that are at an address. */
void executable_code_search(const uint8_t *bytes, size_t size, uint64_t address,
                            struct executable_code *code);

#endif
