#include "injection/thread_status.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/** A thread can have 65,536 supplementary groups, which stand before what is looked for. */
enum { MAX_STATUS = 1 << 20 };

static const char *field(const char *text, size_t size, const char *name, size_t *length);
static bool number(const char *text, size_t size, const char *name, unsigned max, unsigned *value);

int thread_status_open(pid_t process, pid_t thread)
{
    char path[64];

    snprintf(path, sizeof path, "/proc/%d/task/%d/status", process, thread);
    return open(path, O_RDONLY | O_CLOEXEC);
}

bool thread_status_read(int fd, struct thread_status *status)
{
    static char text[MAX_STATUS];
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
    const char *features = field(text, size, "x86_Thread_features", &length);
    bool whole = size > 0 && text[size - 1] == '\n' &&
                 number(text, size, "TracerPid", INT32_MAX, &tracer) &&
                 number(text, size, "Seccomp", 2, &seccomp);

    status->tracer = (pid_t)tracer;
    status->seccomp = (enum seccomp_mode)seccomp;
    status->shadow_stack =
        features != NULL && memmem(features, length, shstk, sizeof shstk - 1) != NULL;
    return whole;
}

/* What stands behind a name and its colon, up to the end of the line; NULL without it. */
static const char *field(const char *text, size_t size, const char *name, size_t *length)
{
    const char *end = text + size;
    size_t name_length = strlen(name);

    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *line_end = newline == NULL ? end : newline;
        size_t line = (size_t)(line_end - text);
        if (line > name_length && text[name_length] == ':' &&
            memcmp(text, name, name_length) == 0) {
            *length = line - name_length - 1;
            return text + name_length + 1;
        }
        text = newline == NULL ? end : newline + 1;
    }
    return NULL;
}

/*
 * Above `max`, `max`: of these fields the highest value is the one that forbids most. False without
 * the field.
 */
static bool number(const char *text, size_t size, const char *name, unsigned max, unsigned *value)
{
    size_t length = 0;
    const char *digits = field(text, size, name, &length);
    uint64_t sum = 0;

    for (size_t i = 0; digits != NULL && i < length && sum < max; i++) {
        if (digits[i] < '0' || digits[i] > '9') continue;
        sum = sum * 10 + (uint64_t)(digits[i] - '0');
    }
    *value = sum < max ? (unsigned)sum : max;
    return digits != NULL;
}
