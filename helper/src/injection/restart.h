#ifndef RESTART_H
#define RESTART_H

#include <stdbool.h>

#include "injection/thread_look.h"
#include "injection/x86_thread_abi.h"

/*
 * What a stop does to the system call that it interrupts. The kernel begins most calls anew once
 * the thread goes on; some come back with EINTR because of the stop alone.
 *
 * Sources: signal(7), "Interruption of system calls", and of each call the kernel's own code.
 */

/** How well a thread that waits in a call can be stopped: the lower the better. */
enum restart_rank {
    /** The kernel begins the call anew, whatever becomes of the helper. */
    RESTART_EXACT,
    /** So it is as long as the helper lives; if it is killed, the call may come back with EINTR. */
    RESTART_IF_HELPER_LIVES,
    /** Nothing is known of this call, or of the time limit that its socket may have. */
    RESTART_UNKNOWN,
    /** A stop cuts the call short, or makes it wait for longer. */
    RESTART_NEVER,
};

enum restart_rank restart_rank(const struct system_call *call);

/** The registers with which a stopped thread is to go on. */
struct restart_plan {
    /**
     * To be put back by the helper; the kernel then treats the interrupted call as it would have
     * anyway. One that came back with EINTR although it has no time limit is marked to be begun
     * anew, which the kernel does unless a handler is due.
     */
    struct x86_registers put_back;
    /** For the frame, from which the thread goes on if the helper is killed. */
    struct x86_registers frame;
};

void restart_plan(const struct x86_registers *stopped, struct restart_plan *plan);

#endif
