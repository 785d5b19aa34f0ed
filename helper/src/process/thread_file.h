#ifndef THREAD_FILE_H
#define THREAD_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/** Room for the path of a file of a thread. */
enum { THREAD_PATH_SIZE = 96 };

/** The path of a file of a thread: "status" for /proc/PID/task/TID/status. */
void thread_file_path(pid_t process, pid_t thread, const char *name, char path[THREAD_PATH_SIZE]);

/** Opens it, to be closed on exec. -1 with errno: ENOENT or ESRCH if there is no such thread. */
int thread_file_open(pid_t process, pid_t thread, const char *name, int flags);

/** Reads it, at most `size` bytes of it. False with errno, as thread_file_open(). */
bool thread_file_read(pid_t process, pid_t thread, const char *name, char *text, size_t size,
                      size_t *used);

#endif
