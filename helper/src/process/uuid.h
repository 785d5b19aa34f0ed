#ifndef UUID_H
#define UUID_H

#include <stdbool.h>

/** Room for a UUID's text and the zero behind it. */
enum { UUID_SIZE = 37 };

/**
 * Writes a UUID in lower case with dashes, as 8-4-4-4-12 digits. In the input their case and the
 * dashes do not matter. False if it is not one.
 */
bool uuid_normalize(const char *text, char uuid[UUID_SIZE]);

#endif
