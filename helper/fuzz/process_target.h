#ifndef PROCESS_TARGET_H
#define PROCESS_TARGET_H

#include <stddef.h>
#include <stdint.h>

/** Has what is read of processes parsed from an input, and records. */
void fuzz_process(const uint8_t *bytes, size_t size);

#endif
