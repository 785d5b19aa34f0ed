#ifndef EXEC_PRELOAD_VALUE_H
#define EXEC_PRELOAD_VALUE_H

#include <stdbool.h>

/*
 * The value of LD_PRELOAD (ld.so(8)): names, parted by colons or spaces, of which `exec` puts one
 * in front, "/proc/self/fd/N". None of this calls the C library, which may not have begun yet.
 */

/** N of the first such name; -1 without one. */
int preload_value_descriptor(const char *value);

/**
 * Takes the first such name out, with what parts it from the next one.
 *
 * @return false if nothing but this name was there, so that it was `exec` that brought the variable
 * in
 */
bool preload_value_take_back(char *value);

/** A decimal number up to the text's end or the end of a name; -1 for anything else. */
int descriptor_number(const char *text);

#endif
