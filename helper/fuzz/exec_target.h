#ifndef EXEC_TARGET_H
#define EXEC_TARGET_H

#include <stddef.h>
#include <stdint.h>

/** Has what exec and its library read parsed from an input: a program's file, an environment. */
void fuzz_exec(const uint8_t *bytes, size_t size);

#endif
