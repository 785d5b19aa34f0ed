#include "command/utf8.h"

#include <stdbool.h>

static bool is_character(uint32_t character, size_t length);

/* Of a byte that others follow the upper bits tell how many; of each of those the lower six count.
   A text's end is no such one, so that nothing behind it is read. */
size_t utf8_character(const char *text, uint32_t *character)
{
    const unsigned char first = (unsigned char)text[0];
    const size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;

    if (first == 0 || (first >= 0x80 && first < 0xc0) || first >= 0xf8) return 0;
    *character = length == 1 ? first : first & (0x7fU >> length);
    for (size_t i = 1; i < length; i++) {
        const unsigned char next = (unsigned char)text[i];
        if ((next & 0xc0) != 0x80) return 0;
        *character = *character << 6 | (next & 0x3f);
    }
    return is_character(*character, length) ? length : 0;
}

static bool is_character(uint32_t character, size_t length)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = character >= 0xd800 && character <= 0xdfff;

    return character >= least[length] && character <= 0x10ffff && !surrogate;
}
