#include "input/directory_list.h"

#include <errno.h>
#include <stddef.h>
#include <unistd.h>

DIR *directory_list(int fd)
{
    DIR *entries = fd < 0 ? NULL : fdopendir(fd);

    if (entries == NULL && fd >= 0) {
        int error = errno;
        close(fd);
        errno = error;
    }
    return entries;
}
