#ifndef DECIMAL_H
#define DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

/** Reads a decimal number: digits alone, no sign, no space. False if it is none, or above `max`. */
bool read_decimal(const char *text, uint64_t max, uint64_t *number);

#endif
