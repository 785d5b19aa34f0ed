#ifndef STATUS_FIELD_H
#define STATUS_FIELD_H

#include <stddef.h>

/**
 * Room for the text of /proc/PID/status: a process can have 65,536 supplementary groups, which
 * stand before much of what is looked for.
 */
enum { MAX_STATUS_SIZE = 1 << 20 };

/**
 * What stands behind a field's name and colon in the text of /proc/PID/status (proc(5)), up to the
 * end of its line. NULL without such a field.
 */
const char *status_field(const char *text, size_t size, const char *name, size_t *length);

#endif
