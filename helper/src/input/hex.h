#ifndef HEX_H
#define HEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Whether a byte can begin hexadecimal text: a digit of either case, or white space. */
bool begins_hex(uint8_t byte);

/**
 * Reads two hexadecimal digits per byte, in place, the result at the beginning. White space between
 * bytes, before and after them is fine, nothing else is.
 *
 * @param size in: of the text, out: of the bytes
 * @param at out, on failure: the offset of what is wrong in the text
 */
bool decode_hex(uint8_t *text, size_t *size, size_t *at);

/** Writes two lower-case digits per byte and a zero behind them: `2 * size + 1` bytes of text. */
void encode_hex(const uint8_t *bytes, size_t size, char *text);

#endif
