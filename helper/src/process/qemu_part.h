#ifndef QEMU_PART_H
#define QEMU_PART_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The value of an option of QEMU (qemu(1)): parts like KEY=TEXT, parted by commas. A comma in one
 * is doubled. Of the first part some options know the key themselves.
 */

/** Copies a part, as far as there is room. Returns where the next one begins, or NULL. */
const char *qemu_part_copy(const char *part, char *text, size_t size);

/**
 * The text of a key, of several the last: as qemu(1) has it, a first part without a key is `key`'s
 * if it is `implied`. False if there is none, or no room for it.
 */
bool qemu_part_text(const char *value, const char *key, bool implied, char *text, size_t size);

/** Whether a part has the key, whatever its text is. */
bool qemu_part_names(const char *value, const char *key);

#endif
