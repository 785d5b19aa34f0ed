#ifndef INJECTION_TARGET_H
#define INJECTION_TARGET_H

#include <stddef.h>
#include <stdint.h>

/** Has everything parse an input that is read of a process in which a call is to be made. */
void fuzz_injection(const uint8_t *bytes, size_t size);

#endif
