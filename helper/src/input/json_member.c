#include "input/json_member.h"

#include <string.h>

static const char *end_of_text(const char *text);
static bool is_text(const char *from, const char *end, const char *text);
static const char *skip_space(const char *at);
static bool copy_text(const char *from, char *text, size_t size);

bool json_member_text(const char *json, const char *key, char *text, size_t size)
{
    size_t depth = 0;

    for (const char *at = json; *at != '\0'; at++) {
        if (*at == '{' || *at == '[') depth++;
        if ((*at == '}' || *at == ']') && depth-- <= 1) return false;
        if (*at != '"' && *at != '\'') continue;
        const char *end = end_of_text(at);
        if (end == NULL) return false;
        const char *behind = skip_space(end + 1);
        if (depth == 1 && *behind == ':' && is_text(at, end, key)) {
            return copy_text(skip_space(behind + 1), text, size);
        }
        at = end;
    }
    return false;
}

/** The quote that ends a text; NULL without one. */
static const char *end_of_text(const char *text)
{
    const char *at = text + 1;

    while (*at != '\0' && *at != *text) at += *at == '\\' && at[1] != '\0' ? 2 : 1;
    return *at == '\0' ? NULL : at;
}

static bool is_text(const char *from, const char *end, const char *text)
{
    size_t length = (size_t)(end - from) - 1;

    return strlen(text) == length && memcmp(from + 1, text, length) == 0;
}

static const char *skip_space(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

static bool copy_text(const char *from, char *text, size_t size)
{
    const char *end = *from == '"' || *from == '\'' ? end_of_text(from) : NULL;
    size_t length = end == NULL ? size : (size_t)(end - from) - 1;

    if (length >= size || memchr(from + 1, '\\', length) != NULL) return false;
    memcpy(text, from + 1, length);
    text[length] = '\0';
    return true;
}
