#include "command/errno_name.h"

#include <errno.h>
#include <stddef.h>

/* The C library's own strerrorname_np() came with glibc 2.32 and is not in musl. */
#define NAMED(error) {error, #error}

static const struct {
    int error;
    const char *name;
} names[] = {
    NAMED(E2BIG),   NAMED(EACCES), NAMED(EAGAIN), NAMED(EBADF),     NAMED(EBUSY),
    NAMED(EEXIST),  NAMED(EFAULT), NAMED(EFBIG),  NAMED(EINTR),     NAMED(EINVAL),
    NAMED(EIO),     NAMED(EISDIR), NAMED(ELOOP),  NAMED(EMFILE),    NAMED(ENFILE),
    NAMED(ENODEV),  NAMED(ENOENT), NAMED(ENOMEM), NAMED(ENOSPC),    NAMED(ENOSYS),
    NAMED(ENOTDIR), NAMED(ENOTTY), NAMED(ENXIO),  NAMED(EPERM),     NAMED(EPIPE),
    NAMED(EROFS),   NAMED(ESRCH),  NAMED(EDQUOT), NAMED(EOVERFLOW), NAMED(EOPNOTSUPP),
};

const char *errno_name(int error)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i].error == error) return names[i].name;
    }
    return "EUNKNOWN";
}
