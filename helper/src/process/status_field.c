#include "process/status_field.h"

#include <string.h>

const char *status_field(const char *text, size_t size, const char *name, size_t *length)
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
