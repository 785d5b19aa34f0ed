#ifndef EXEC_MEMFD_H
#define EXEC_MEMFD_H

#include <stdbool.h>
#include <stddef.h>

/**
 * A memory file with these bytes that nobody can change any more (memfd_create(2), fcntl(2)
 * F_ADD_SEALS), closed on exec.
 *
 * @return its descriptor, or -1 with errno
 */
int memfd_with(const char *name, const void *bytes, size_t size);

/**
 * As memfd_with(), for bytes that are to be mapped for execution: fails with EACCES where
 * vm.memfd_noexec forbids that.
 */
int memfd_executable(const char *name, const void *bytes, size_t size);

#endif
