#ifndef READ_BYTES_H
#define READ_BYTES_H

#include <stddef.h>
#include <stdint.h>

/**
 * Reads until `size` bytes or the end of the input.
 *
 * @return how many bytes there were; less than `size` at the end, or, with `*error` not 0, when the
 *   input could not be read.
 */
size_t read_bytes(int fd, uint8_t *bytes, size_t size, int *error);

#endif
