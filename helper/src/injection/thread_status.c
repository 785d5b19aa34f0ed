#include "injection/thread_status.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "process/status_field.h"

static bool number(const char *text, size_t size, const char *name, unsigned max, unsigned *value);

bool thread_status_read(int fd, struct thread_status *status)
{
    static char text[MAX_STATUS_SIZE];
    /* Such files give all that they have at once; the thread may be waiting for us. */
    ssize_t size = pread(fd, text, sizeof text, 0);

    if (size < 0) return false;
    errno = size == 0 ? ESRCH : EBADMSG;
    return (size_t)size < sizeof text && thread_status_parse(text, (size_t)size, status);
}

bool thread_status_parse(const char *text, size_t size, struct thread_status *status)
{
    const char shstk[] = "shstk";
    size_t length = 0;
    unsigned tracer = 0;
    unsigned seccomp = 0;
    const char *features = status_field(text, size, "x86_Thread_features", &length);
    bool whole = size > 0 && text[size - 1] == '\n' &&
                 number(text, size, "TracerPid", INT32_MAX, &tracer) &&
                 number(text, size, "Seccomp", 2, &seccomp);

    status->tracer = (pid_t)tracer;
    status->seccomp = (enum seccomp_mode)seccomp;
    status->shadow_stack =
        features != NULL && memmem(features, length, shstk, sizeof shstk - 1) != NULL;
    return whole;
}

/*
 * Above `max`, `max`: of these fields the highest value is the one that forbids most. False without
 * the field.
 */
static bool number(const char *text, size_t size, const char *name, unsigned max, unsigned *value)
{
    size_t length = 0;
    const char *digits = status_field(text, size, name, &length);
    uint64_t sum = 0;

    for (size_t i = 0; digits != NULL && i < length && sum < max; i++) {
        if (digits[i] < '0' || digits[i] > '9') continue;
        sum = sum * 10 + (uint64_t)(digits[i] - '0');
    }
    *value = sum < max ? (unsigned)sum : max;
    return digits != NULL;
}
