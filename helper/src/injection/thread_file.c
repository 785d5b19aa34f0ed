#include "injection/thread_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

bool thread_file_read(pid_t process, pid_t thread, const char *name, char *text, size_t size,
                      size_t *used)
{
    char path[64];

    snprintf(path, sizeof path, "/proc/%d/task/%d/%s", process, thread, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    /* Such files give all that they have at once; the thread may be waiting for us. */
    ssize_t count = read(fd, text, size);
    int error = errno;
    close(fd);
    errno = error;
    *used = count < 0 ? 0 : (size_t)count;
    return count >= 0;
}
