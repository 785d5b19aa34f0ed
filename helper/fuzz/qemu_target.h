#ifndef QEMU_TARGET_H
#define QEMU_TARGET_H

#include <stddef.h>
#include <stdint.h>

/** Has what QEMU's arguments say parsed from an input, and what QEMU prints. */
void fuzz_qemu(const uint8_t *bytes, size_t size);

#endif
