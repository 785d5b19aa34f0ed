#include "exec/preload_value.h"

#include <limits.h>
#include <stddef.h>

static const char descriptors[] = "/proc/self/fd/";

static const char *find(const char *value);
static bool ends(char byte);
static const char *behind(const char *text, const char *prefix);

int preload_value_descriptor(const char *value)
{
    const char *name = find(value);

    return name == NULL ? -1 : descriptor_number(name + sizeof descriptors - 1);
}

bool preload_value_take_back(char *value)
{
    const char *name = find(value);

    if (name == NULL) return true;
    char *to = value + (name - value);
    const char *rest = name;
    while (!ends(*rest)) rest++;
    bool alone = to == value && *rest == '\0';
    if (*rest != '\0') {
        rest++;
    } else if (to > value) {
        to--;
    }
    while (*rest != '\0') *to++ = *rest++;
    for (; *to != '\0'; to++) *to = '\0';
    return !alone;
}

int descriptor_number(const char *text)
{
    int number = 0;

    if (ends(*text)) return -1;
    for (; !ends(*text); text++) {
        if (*text < '0' || *text > '9' || number > INT_MAX / 10 - 1) return -1;
        number = 10 * number + (*text - '0');
    }
    return number;
}

static const char *find(const char *value)
{
    for (const char *name = value; *name != '\0'; name++) {
        if (name > value && !ends(name[-1])) continue;
        const char *number = behind(name, descriptors);
        if (number != NULL && descriptor_number(number) >= 0) return name;
    }
    return NULL;
}

static bool ends(char byte)
{
    return byte == '\0' || byte == ':' || byte == ' ';
}

static const char *behind(const char *text, const char *prefix)
{
    while (*prefix != '\0') {
        if (*text++ != *prefix++) return NULL;
    }
    return text;
}
