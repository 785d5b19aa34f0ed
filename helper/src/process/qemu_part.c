#include "process/qemu_part.h"

#include <string.h>

/** Of a longer part, the rest is not looked at. */
enum { MAX_PART = 1152 };

static const char *behind_key(const char *part, const char *key);

const char *qemu_part_copy(const char *part, char *text, size_t size)
{
    size_t length = 0;

    for (; *part != '\0'; part++) {
        if (*part == ',' && *++part != ',') break;
        if (length < size - 1) text[length++] = *part;
    }
    text[length] = '\0';
    return *part != '\0' ? part : NULL;
}

bool qemu_part_text(const char *value, const char *key, bool implied, char *text, size_t size)
{
    char part[MAX_PART];
    const char *next = value;
    bool found = false;

    for (bool first = true; next != NULL; first = false) {
        next = qemu_part_copy(next, part, sizeof part);
        const char *behind = behind_key(part, key);
        if (behind == NULL && first && implied && strchr(part, '=') == NULL) behind = part;
        if (behind == NULL) continue;
        found = strlen(behind) < size;
        memcpy(text, found ? behind : "", found ? strlen(behind) + 1 : 1);
    }
    return found;
}

bool qemu_part_names(const char *value, const char *key)
{
    char part[MAX_PART];
    const char *next = value;

    while (next != NULL) {
        next = qemu_part_copy(next, part, sizeof part);
        if (behind_key(part, key) != NULL) return true;
    }
    return false;
}

static const char *behind_key(const char *part, const char *key)
{
    size_t length = strlen(key);

    return strncmp(part, key, length) == 0 && part[length] == '=' ? part + length + 1 : NULL;
}
