#include "exec/object_support.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "exec/child_output.h"
#include "process/qemu_object.h"

enum { LIMIT_MS = 10000 };

bool object_is_supported(const char *program)
{
    static char output[64 * 1024];
    const struct child_command command = {
        .path = program,
        .arguments = {"-object", "help"},
        .environment = environ,
        .limit_ms = LIMIT_MS,
    };

    return child_output(&command, output, sizeof output) == 0 && object_is_listed(output);
}

bool object_is_listed(const char *output)
{
    const char *line = output;

    while (line != NULL) {
        size_t indent = strspn(line, " \t");
        size_t length = strcspn(line + indent, "\r\n");
        if (indent > 0 && length == strlen(QEMU_FILTER_TYPE) &&
            memcmp(line + indent, QEMU_FILTER_TYPE, length) == 0) {
            return true;
        }
        line = strchr(line, '\n');
        if (line != NULL) line++;
    }
    return false;
}
