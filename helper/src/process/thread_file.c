#include "process/thread_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

void thread_file_path(pid_t process, pid_t thread, const char *name, char path[THREAD_PATH_SIZE])
{
    snprintf(path, THREAD_PATH_SIZE, "/proc/%d/task/%d/%s", process, thread, name);
}

int thread_file_open(pid_t process, pid_t thread, const char *name, int flags)
{
    char path[THREAD_PATH_SIZE];

    thread_file_path(process, thread, name, path);
    return open(path, flags | O_CLOEXEC);
}

bool thread_file_read(pid_t process, pid_t thread, const char *name, char *text, size_t size,
                      size_t *used)
{
    int fd = thread_file_open(process, thread, name, O_RDONLY);

    if (fd < 0) return false;
    /* Such files give all that they have at once; the thread may be waiting for us. */
    ssize_t count = read(fd, text, size);
    int error = errno;
    close(fd);
    errno = error;
    *used = count < 0 ? 0 : (size_t)count;
    return count >= 0;
}
