#ifndef PROC_FILE_H
#define PROC_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/**
 * Opens a file or directory of a process, "fd" for /proc/PID/fd: through a thread that lives, since
 * a process whose first thread has ended goes on without showing anything under its own name.
 *
 * @return a descriptor, or -1 with errno: ENOENT or ESRCH if there is no such process any more,
 *   EACCES or EPERM if it may not be looked into
 */
int proc_open(pid_t pid, const char *name, int flags);

/**
 * The first thread of a process that has not ended, as a rule the first one of all; 0 if all have,
 * or there is no such process. Only through such a one are files in /proc and memory reached.
 */
pid_t living_thread(pid_t pid);

/** Reads such a file, at most `size` bytes of it. False with errno. */
bool proc_read(pid_t pid, const char *name, uint8_t *bytes, size_t size, size_t *used);

/** Reads where such a link leads, as a text; one that is too long is cut. False with errno. */
bool proc_read_link(pid_t pid, const char *name, char *text, size_t size);

#endif
