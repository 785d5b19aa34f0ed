#ifndef EXTENDED_STATE_H
#define EXTENDED_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
    /** With AMX it has some 11 KiB. */
    MAX_EXTENDED_STATE = 16384,
    /** XSAVE's alignment. */
    EXTENDED_STATE_ALIGNMENT = 64,
};

/**
 * The floating-point and vector registers of a thread in the layout of XSAVE, as a signal's frame
 * holds them: with the two marks without which rt_sigreturn(2) would clear all but x87 and SSE.
 */
struct extended_state {
    size_t size;
    uint8_t bytes[MAX_EXTENDED_STATE];
};

/**
 * Asks the CPU for the layout. To be called once, before a thread is stopped: in a virtual machine,
 * CPUID is answered by the host, and slowly.
 */
void extended_state_learn(void);

/** Reads it of a stopped thread. False with errno; ENOTSUP where the CPU has no XSAVE. */
bool extended_state_read(pid_t thread, struct extended_state *state);

/**
 * Makes of what ptrace(2) gave, `size` bytes, what a frame holds. `extent` tells how many bytes
 * there are up to the end of a feature. False if it is not that.
 *
 * The kernel takes a frame only if it says at most the size that the thread may have. That is
 * without AMX's tiles for a thread that has not asked for them, while ptrace always gives all.
 */
bool extended_state_mark(struct extended_state *state, size_t size,
                         size_t (*extent)(unsigned feature));

#endif
