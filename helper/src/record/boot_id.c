#include "record/boot_id.h"

#include <fcntl.h>
#include <stddef.h>
#include <unistd.h>

#include "input/read_bytes.h"

void boot_id_read(char boot_id[UUID_SIZE])
{
    char text[UUID_SIZE] = {0};
    int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    int error;

    if (fd >= 0) {
        read_bytes(fd, (uint8_t *)text, sizeof text - 1, &error);
        close(fd);
    }
    if (!uuid_normalize(text, boot_id)) boot_id[0] = '\0';
}
