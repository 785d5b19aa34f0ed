#ifndef STATUS_STALE_H
#define STATUS_STALE_H

#include "command/json.h"

/**
 * Writes the member `stale`: the records of VMs that are no more, which the next `apply` or `clear`
 * removes.
 *
 * @param directory of records, negative without one
 */
void write_stale(struct json *json, int directory);

#endif
