#ifndef TARGET_H
#define TARGET_H

#include <stddef.h>
#include <stdint.h>

/**
 * Has everything that is parsed parse an input, and aborts where what must hold does not:
 * libFuzzer's entry point, and that of random_inputs.c.
 */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif
