#include "input/hex.h"

static int digit_of(uint8_t byte);
static bool is_space(uint8_t byte);

bool begins_hex(uint8_t byte)
{
    return is_space(byte) || digit_of(byte) >= 0;
}

bool decode_hex(uint8_t *text, size_t *size, size_t *at)
{
    size_t bytes = 0;

    for (size_t i = 0; i < *size; i++) {
        if (is_space(text[i])) continue;
        int high = digit_of(text[i]);
        int low = i + 1 < *size ? digit_of(text[i + 1]) : -1;
        if (high < 0 || low < 0) {
            *at = high < 0 ? i : i + 1;
            return false;
        }
        text[bytes++] = (uint8_t)(high << 4 | low);
        i++;
    }
    *size = bytes;
    return true;
}

void encode_hex(const uint8_t *bytes, size_t size, char *text)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < size; i++) {
        *text++ = digits[bytes[i] >> 4];
        *text++ = digits[bytes[i] & 15];
    }
    *text = '\0';
}

static int digit_of(uint8_t byte)
{
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    return -1;
}

static bool is_space(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}
