#include "process/namespace_pid.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "process/proc_file.h"

pid_t namespace_pid_of(pid_t pid)
{
    /* A process can have 65,536 supplementary groups, which stand before it. */
    static uint8_t text[1 << 20];
    size_t size;

    if (!proc_read(pid, "status", text, sizeof text, &size)) return 0;
    return namespace_pid_parse((const char *)text, size);
}

pid_t namespace_pid_parse(const char *text, size_t size)
{
    static const char key[] = "\nNStgid:";
    const char *found = size == 0 ? NULL : memmem(text, size, key, sizeof key - 1);
    int64_t number = 0;

    if (found == NULL) return 0;
    for (const char *at = found + sizeof key - 1; at < text + size && *at != '\n'; at++) {
        if (*at == '\t') {
            number = 0;
        } else if (*at < '0' || *at > '9' || number > INT_MAX / 10) {
            return 0;
        } else {
            number = 10 * number + (*at - '0');
        }
    }
    return number <= INT_MAX ? (pid_t)number : 0;
}
