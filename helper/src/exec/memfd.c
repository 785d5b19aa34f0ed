#include "exec/memfd.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Linux 6.3's, include/uapi/linux/memfd.h; before it neither is known. */
enum { MEMFD_NOEXEC_SEAL = 0x8, MEMFD_EXEC = 0x10 };

/* include/uapi/linux/memfd.h and include/uapi/linux/fcntl.h; the first two are Linux 3.17's. */
enum { MEMFD_CLOEXEC = 0x1, MEMFD_ALLOW_SEALING = 0x2, ALL_SEALS = 0xf };

static int make(const char *name, unsigned kind, const void *bytes, size_t size);
static bool may_be_as_large(size_t size);
static bool fill(int fd, const char *bytes, size_t size);

int memfd_with(const char *name, const void *bytes, size_t size)
{
    return make(name, MEMFD_NOEXEC_SEAL, bytes, size);
}

int memfd_executable(const char *name, const void *bytes, size_t size)
{
    return make(name, MEMFD_EXEC, bytes, size);
}

static int make(const char *name, unsigned kind, const void *bytes, size_t size)
{
    const unsigned flags = MEMFD_CLOEXEC | MEMFD_ALLOW_SEALING;

    if (!may_be_as_large(size)) return -1;
    long fd = syscall(SYS_memfd_create, name, flags | kind);
    if (fd < 0 && errno == EINVAL) fd = syscall(SYS_memfd_create, name, flags);
    if (fd < 0) return -1;
    if (fill((int)fd, bytes, size) && fcntl((int)fd, F_ADD_SEALS, ALL_SEALS) == 0) return (int)fd;
    int error = errno;
    close((int)fd);
    errno = error;
    return -1;
}

/* Writing beyond RLIMIT_FSIZE would end the process (SIGXFSZ); it holds for memory files, too. */
static bool may_be_as_large(size_t size)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur >= size) return true;
    errno = EFBIG;
    return false;
}

static bool fill(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(fd, bytes, size);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes += written;
        size -= (size_t)written;
    }
    return true;
}
