#include "record/record_owner.h"

#include <string.h>

bool record_owner_valid(const char *text)
{
    size_t length =
        strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    return text[length] == '\0' && length > 0 && length < RECORD_OWNER_SIZE;
}
