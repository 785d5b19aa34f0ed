#ifndef RECORDED_INJECTION_H
#define RECORDED_INJECTION_H

#include "injection/inject.h"

/** Room for the path of a record. */
enum { RECORD_PATH_SIZE = 512 };

/**
 * Sets a filter in a running VM with a record of it: before, that it is being set, and after, what
 * came of it.
 *
 * @param record out: the path of the VM's record, "" if the kernel refused the filter
 * @return true when the kernel took or refused the filter; false with a problem of the process or
 *   of its records, and VM_INHERITED, VM_MISSING or OUTCOME_UNKNOWN. RECORD_FAILED says whether
 *   the filter was set all the same.
 */
bool inject_recorded(const char *directory, const struct injection *injection,
                     struct injection_result *result, char record[RECORD_PATH_SIZE],
                     struct problem *problem);

#endif
