#ifndef GUARDED_BYTES_H
#define GUARDED_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "command/problem.h"

/**
 * Memory behind which nothing can be read. A struct at its end that says it is longer than it is
 * makes the kernel's reading fault: the kernel never judges bytes that nobody gave.
 */
struct guarded_bytes {
    /** The first byte that cannot be read. */
    uint8_t *end;
    size_t capacity;
};

/** Maps room for `capacity` bytes, for the life of the process. Fails with MEMORY_MISSING. */
bool guarded_bytes_map(struct guarded_bytes *guarded, size_t capacity, struct problem *problem);

/** Copies bytes to the end of the memory; returns where they begin. */
uint8_t *guarded_bytes_place(const struct guarded_bytes *guarded, const uint8_t *bytes,
                             size_t size);

#endif
