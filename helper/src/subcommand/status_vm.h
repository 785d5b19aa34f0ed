#ifndef STATUS_VM_H
#define STATUS_VM_H

#include <stdbool.h>
#include <sys/types.h>

#include "command/json.h"
#include "process/vm_descriptors.h"

/**
 * Writes an object for each VM of a process: which it is, and what is known of its filter. Writes
 * nothing if the process has ended meanwhile.
 *
 * @param directory of records, RECORDS_ABSENT or RECORDS_HIDDEN
 */
void write_vms(struct json *json, int directory, pid_t pid, const struct vm_descriptors *vms);

/** Whether a process has a command line: those of the kernel and those that ended have none. */
bool runs_program(pid_t pid);

#endif
