#include "process/cgroup_unit.h"

#include <stdint.h>
#include <string.h>

#include "process/proc_file.h"

static bool line_in_unit(const char *line, size_t length, const char *unit);
static const char *path_of(const char *line, const char *end);
static bool is_directory_of(const char *part, size_t length, const char *unit);

bool unit_name_valid(const char *name)
{
    return strchr(name, '.') != NULL && strchr(name, '/') == NULL;
}

bool process_in_unit(pid_t pid, const char *unit)
{
    static char text[128 * 1024];
    size_t size;

    return proc_read(pid, "cgroup", (uint8_t *)text, sizeof text, &size) &&
           cgroup_in_unit(text, size, unit);
}

bool cgroup_in_unit(const char *text, size_t size, const char *unit)
{
    while (size > 0) {
        const char *newline = memchr(text, '\n', size);
        size_t length = newline == NULL ? size : (size_t)(newline - text);
        if (line_in_unit(text, length, unit)) return true;
        if (newline == NULL) return false;
        text += length + 1;
        size -= length + 1;
    }
    return false;
}

static bool line_in_unit(const char *line, size_t length, const char *unit)
{
    const char *end = line + length;
    const char *part = path_of(line, end);

    while (part != NULL && part < end) {
        const char *slash = memchr(part, '/', (size_t)(end - part));
        size_t size = (size_t)((slash == NULL ? end : slash) - part);
        if (is_directory_of(part, size, unit)) return true;
        part = slash == NULL ? NULL : slash + 1;
    }
    return false;
}

/** Behind "0::" or "NUMBER:name=systemd:"; NULL on the line of another hierarchy. */
static const char *path_of(const char *line, const char *end)
{
    static const char own[] = ":name=systemd:";
    size_t length = (size_t)(end - line);
    const char *colon = length == 0 ? NULL : memchr(line, ':', length);

    if (colon == NULL) return NULL;
    if (length >= 3 && memcmp(line, "0::", 3) == 0) return line + 3;
    if ((size_t)(end - colon) < sizeof own - 1) return NULL;
    return memcmp(colon, own, sizeof own - 1) == 0 ? colon + sizeof own - 1 : NULL;
}

static bool is_directory_of(const char *part, size_t length, const char *unit)
{
    bool escaped = length > 0 && part[0] == '_';

    return strlen(unit) == length - escaped && memcmp(part + escaped, unit, length - escaped) == 0;
}
