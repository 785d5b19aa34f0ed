#include "process/namespace_pid.h"

#include <limits.h>
#include <stdint.h>

#include "process/proc_file.h"
#include "process/status_field.h"

pid_t namespace_pid_of(pid_t pid)
{
    static uint8_t text[MAX_STATUS_SIZE];
    size_t size;

    if (!proc_read(pid, "status", text, sizeof text, &size)) return 0;
    return namespace_pid_parse((const char *)text, size);
}

pid_t namespace_pid_parse(const char *text, size_t size)
{
    size_t length = 0;
    const char *found = status_field(text, size, "NStgid", &length);
    int64_t number = 0;

    if (found == NULL) return 0;
    for (const char *at = found; at < found + length; at++) {
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
