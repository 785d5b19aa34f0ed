#ifndef STACK_ROOM_H
#define STACK_ROOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "injection/memory_maps.h"
#include "injection/x86_thread_abi.h"

/**
 * Whether `size` bytes up to the red zone of a thread's stack are unused: nothing lives below the
 * stack pointer, on a stack. That it is one is known of two places only:
 *
 * - the mapping that the kernel made as the stack of the process's first thread;
 * - of another thread a mapping that holds both the stack pointer and, above it, the thread's own
 *   block (%fs), as C libraries lay out stacks, with a guard that nothing can touch beneath.
 *
 * Elsewhere (a coroutine's stack on the heap, one of Go's) other data may be right below.
 */
bool stack_has_room(const struct memory_maps *maps, bool first_thread,
                    const struct x86_registers *registers, size_t size);

/** The same as far as the stack pointer alone tells. */
bool stack_may_have_room(const struct memory_maps *maps, bool first_thread, uint64_t stack_pointer,
                         size_t size);

#endif
