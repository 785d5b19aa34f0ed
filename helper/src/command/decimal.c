#include "command/decimal.h"

bool read_decimal(const char *text, uint64_t max, uint64_t *number)
{
    uint64_t value = 0;

    if (*text == '\0') return false;
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9') return false;
        uint64_t digit = (uint64_t)(*text - '0');
        if (value > max / 10 || digit > max - value * 10) return false;
        value = value * 10 + digit;
    }
    *number = value;
    return true;
}
