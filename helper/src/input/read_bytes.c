#include "input/read_bytes.h"

#include <errno.h>
#include <unistd.h>

size_t read_bytes(int fd, uint8_t *bytes, size_t size, int *error)
{
    size_t used = 0;

    *error = 0;
    while (used < size) {
        ssize_t count = read(fd, bytes + used, size - used);
        if (count == 0) break;
        if (count > 0) {
            used += (size_t)count;
        } else if (errno != EINTR) {
            *error = errno;
            break;
        }
    }
    return used;
}
