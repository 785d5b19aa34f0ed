#include "injection/stack_room.h"

static bool guarded(const struct memory_maps *maps, const struct mapping *mapping);

bool stack_has_room(const struct memory_maps *maps, bool first_thread,
                    const struct x86_registers *registers, size_t size)
{
    if (!stack_may_have_room(maps, first_thread, registers->rsp, size)) return false;
    if (first_thread) return true;
    return registers->fs_base > registers->rsp &&
           memory_maps_find(maps, registers->fs_base) == memory_maps_find(maps, registers->rsp);
}

bool stack_may_have_room(const struct memory_maps *maps, bool first_thread, uint64_t stack_pointer,
                         size_t size)
{
    const struct mapping *mapping = memory_maps_find(maps, stack_pointer);

    if (mapping == NULL || !mapping->readable || !mapping->writable || !mapping->private ||
        mapping->file) {
        return false;
    }
    if (stack_pointer - mapping->start < size + X86_RED_ZONE) return false;
    if (mapping->main_stack || first_thread) return mapping->main_stack && first_thread;
    return guarded(maps, mapping);
}

/* The mapping before it ends where it begins, and cannot be accessed. */
static bool guarded(const struct memory_maps *maps, const struct mapping *mapping)
{
    if (mapping == maps->mappings) return false;
    const struct mapping *below = mapping - 1;
    return below->end == mapping->start && !below->readable && !below->writable &&
           !below->executable;
}
