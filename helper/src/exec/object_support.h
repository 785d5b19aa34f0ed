#ifndef EXEC_OBJECT_SUPPORT_H
#define EXEC_OBJECT_SUPPORT_H

#include <stdbool.h>

/**
 * Whether a QEMU lists the kvm-pmu-filter among its objects: runs it with `-object help`, for at
 * most 10 seconds. False for any other program, and for one that does not end in time.
 */
bool object_is_supported(const char *program);

/** Whether such a list has it: on a line of its own, behind white space. */
bool object_is_listed(const char *output);

#endif
