#include "process/pidfile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/decimal.h"
#include "input/read_bytes.h"

static int read_text(const char *path, char *text, size_t room, size_t *size);

bool pidfile_read(const char *path, pid_t *pid, struct problem *problem)
{
    char text[32];
    size_t size = 0;
    int error = read_text(path, text, sizeof text, &size);

    if (error != 0) {
        return fail(problem, PIDFILE_INVALID, error,
                    error == EACCES ? "Become root, or a user who may read it: QEMU makes it for "
                                      "its own user alone."
                                    : "Give the file that QEMU's -pidfile names.",
                    "The file %.200s cannot be read: %s.", path, strerror(error));
    }
    if (pidfile_parse(text, size, pid)) return true;
    return fail(problem, PIDFILE_INVALID, 0, "It is to hold a process ID in decimal digits.",
                "The file %.200s does not hold a process ID.", path);
}

bool pidfile_parse(const char *text, size_t size, pid_t *pid)
{
    char digits[16];
    uint64_t number;

    if (size > 0 && text[size - 1] == '\n') size--;
    if (size == 0 || size >= sizeof digits || memchr(text, '\0', size) != NULL) return false;
    memcpy(digits, text, size);
    digits[size] = '\0';
    if (!read_decimal(digits, INT_MAX, &number) || number == 0) return false;
    *pid = (pid_t)number;
    return true;
}

/* Opened without waiting: the path of a FIFO must not hold the helper up. */
static int read_text(const char *path, char *text, size_t room, size_t *size)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    struct stat status;
    int error = 0;

    if (fd < 0) return errno;
    if (fstat(fd, &status) != 0) error = errno;
    if (error == 0 && !S_ISREG(status.st_mode)) error = EINVAL;
    if (error == 0) *size = read_bytes(fd, (uint8_t *)text, room, &error);
    close(fd);
    return error;
}
