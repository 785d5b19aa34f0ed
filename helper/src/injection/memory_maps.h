#ifndef MEMORY_MAPS_H
#define MEMORY_MAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "command/problem.h"

/** A line of /proc/PID/maps (proc(5)): addresses from `start` to before `end`. */
struct mapping {
    uint64_t start;
    uint64_t end;
    bool readable;
    bool writable;
    bool executable;
    /** Writes go to no file and no other process. */
    bool private;
    /** It shows a file. */
    bool file;
    /** The file's name has "libc" in it, or "ld-musl": what is looked for is most likely there. */
    bool libc;
    /** The stack of the process's first thread. */
    bool main_stack;
};

/** The mappings of a process, by ascending addresses. */
struct memory_maps {
    struct mapping *mappings;
    size_t count;
};

/** Reads them. Fails with PROCESS_MISSING, PROCESS_DENIED or MEMORY_MISSING. */
bool memory_maps_read(pid_t process, struct memory_maps *maps, struct problem *problem);

/** Takes them from the text. Lines that are none are passed over. False without memory. */
bool memory_maps_parse(const char *text, size_t size, struct memory_maps *maps);

void memory_maps_free(struct memory_maps *maps);

/** The mapping that an address is in; NULL without one. */
const struct mapping *memory_maps_find(const struct memory_maps *maps, uint64_t address);

#endif
