#ifndef HANDLER_STACK_H
#define HANDLER_STACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "injection/memory_maps.h"

/**
 * Whether a stopped thread may be in a signal handler that runs on an alternate stack
 * (sigaltstack(2)). Such a stack can be a variable on the thread's own stack, and then functions
 * that were interrupted have theirs right below. Which alternate stack a thread has cannot be asked
 * for, but the frame that the kernel laid for the handler says it; it is looked for up to 64 KiB
 * above the stack pointer.
 */
bool on_handler_stack(pid_t thread, const struct memory_maps *maps, uint64_t stack_pointer);

/** Whether bytes, of a stack from its stack pointer on, have such a frame. */
bool handler_frame_on_stack(const uint8_t *bytes, size_t size, uint64_t stack_pointer);

#endif
