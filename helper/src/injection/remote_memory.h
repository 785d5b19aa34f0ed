#ifndef REMOTE_MEMORY_H
#define REMOTE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/**
 * Reads memory of the process of a thread, all of it or none that counts. Through a thread that has
 * ended it cannot be reached. False with errno.
 */
bool remote_read(pid_t thread, uint64_t address, void *bytes, size_t size);

/** Writes it. False with errno: then a part may have been written. */
bool remote_write(pid_t thread, uint64_t address, const void *bytes, size_t size);

#endif
