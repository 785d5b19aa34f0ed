#ifndef SIGNAL_FRAME_H
#define SIGNAL_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "injection/executable_code.h"
#include "injection/stopped_thread.h"

/** More bytes of a filter are not carried: KVM reads 2,432 at most. */
enum { MAX_FRAME_PAYLOAD = 65536 };

/**
 * What lies on the stack of the thread that makes the call, from below: the address that the call
 * returns to, a signal's frame with all that the thread was, its extended state, and the filter.
 * Without any help the thread returns from the call into rt_sigreturn(2), and is what it was.
 */
struct signal_frame {
    /** Where it begins: the stack pointer of the call. */
    uint64_t address;
    uint64_t payload;
    size_t size;
    uint8_t bytes[MAX_FRAME_PAYLOAD + MAX_EXTENDED_STATE + 1024];
};

/** How many bytes a frame takes below the red zone, at most. */
size_t signal_frame_room(const struct stopped_thread *stopped, size_t payload_size);

/** Lays out the frame below the stopped thread's stack pointer. */
void signal_frame_make(const struct stopped_thread *stopped, const struct executable_code *code,
                       const uint8_t *payload, size_t payload_size, struct signal_frame *frame);

#endif
