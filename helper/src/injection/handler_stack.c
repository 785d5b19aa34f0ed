#include "injection/handler_stack.h"

#include <string.h>

#include "injection/remote_memory.h"
#include "injection/x86_thread_abi.h"

enum { LOOK_UP = 64 << 10 };

static bool has_stack_at(const struct x86_ucontext *ucontext, uint64_t stack_pointer);

bool on_handler_stack(pid_t thread, const struct memory_maps *maps, uint64_t stack_pointer)
{
    static uint8_t bytes[LOOK_UP];
    const struct mapping *mapping = memory_maps_find(maps, stack_pointer);

    if (mapping == NULL) return true;
    uint64_t above = mapping->end - stack_pointer;
    size_t size = above < sizeof bytes ? (size_t)above : sizeof bytes;
    return !remote_read(thread, stack_pointer, bytes, size) ||
           handler_frame_on_stack(bytes, size, stack_pointer);
}

/* The kernel lays a frame 8 off a multiple of 16 (arch/x86/kernel/signal.c, get_sigframe()). */
bool handler_frame_on_stack(const uint8_t *bytes, size_t size, uint64_t stack_pointer)
{
    struct x86_rt_sigframe frame;

    for (size_t i = (size_t)(8 - stack_pointer) & 15; i + sizeof frame <= size; i += 16) {
        memcpy(&frame, bytes + i, sizeof frame);
        if (has_stack_at(&frame.ucontext, stack_pointer)) return true;
    }
    return false;
}

/* What else may look like this only costs the choice of another thread. */
static bool has_stack_at(const struct x86_ucontext *ucontext, uint64_t stack_pointer)
{
    return ucontext->link == 0 && ucontext->context.cs == X86_USER_CS &&
           stack_pointer - ucontext->alternate_stack.address < ucontext->alternate_stack.size;
}
