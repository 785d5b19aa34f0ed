#ifndef THREAD_FILE_H
#define THREAD_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/**
 * Reads a file of a thread, "status" for /proc/PID/task/TID/status, at most `size` bytes of it.
 * False with errno: ENOENT or ESRCH if there is no such thread.
 */
bool thread_file_read(pid_t process, pid_t thread, const char *name, char *text, size_t size,
                      size_t *used);

#endif
