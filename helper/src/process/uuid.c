#include "process/uuid.h"

#include <stddef.h>
#include <string.h>

static char hex_digit(char character);

bool uuid_normalize(const char *text, char uuid[UUID_SIZE])
{
    static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    size_t at = 0;

    for (; *text != '\0'; text++) {
        if (*text == '-') continue;
        char digit = hex_digit(*text);
        if (digit == '\0' || at >= UUID_SIZE - 1) return false;
        if (form[at] == '-') uuid[at++] = '-';
        uuid[at++] = digit;
    }
    uuid[at] = '\0';
    return at == UUID_SIZE - 1;
}

/** In lower case; 0 if it is none. */
static char hex_digit(char character)
{
    static const char upper[] = "ABCDEF";
    const char *found = character == '\0' ? NULL : strchr(upper, character);

    if (found != NULL) return "abcdef"[found - upper];
    bool digit = character >= '0' && character <= '9';
    return digit || (character >= 'a' && character <= 'f') ? character : '\0';
}
