#ifndef STOPPED_THREAD_H
#define STOPPED_THREAD_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "command/problem.h"
#include "injection/extended_state.h"
#include "injection/restart.h"
#include "injection/x86_thread_abi.h"

/** A thread that stands still, and all that it needs to go on. */
struct stopped_thread {
    pid_t process;
    pid_t thread;
    struct x86_registers registers;
    struct restart_plan plan;
    uint64_t signal_mask;
    struct extended_state state;
};

/**
 * Saves a stopped thread, and tries whether its registers can be put back. From then on a call that
 * the stop alone has ended is begun anew, whatever becomes of this helper. Fails with
 * PROCESS_FOREIGN (it is no thread of 64 bits), THREAD_UNFIT or PROCESS_MISSING.
 */
bool stopped_thread_save(pid_t process, pid_t thread, struct stopped_thread *stopped,
                         struct problem *problem);

/** Reads and writes the registers of a stopped thread, all at once. False with errno. */
bool registers_read(pid_t thread, struct x86_registers *registers);
bool registers_write(pid_t thread, const struct x86_registers *registers);

/** Sets the signals that a stopped thread blocks, a bit for each. False with errno. */
bool signal_mask_write(pid_t thread, uint64_t mask);

/** Whether the thread was stopped within a system call. */
bool stopped_in_call(const struct stopped_thread *stopped);

#endif
