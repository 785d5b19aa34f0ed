#ifndef UTF8_H
#define UTF8_H

#include <stddef.h>
#include <stdint.h>

/**
 * Takes the character that stands at the beginning of a text (RFC 3629): none that is written
 * longer than it must be, no surrogate, none above U+10FFFF.
 *
 * @return its bytes, 1 to 4; 0 if there is none, or the text is at its end
 */
size_t utf8_character(const char *text, uint32_t *character);

#endif
