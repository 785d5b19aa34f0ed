#ifndef EXEC_RECORD_H
#define EXEC_RECORD_H

#include "record/record_file.h"

/** The name of the memfd in which a VMM that `exec` started carries the record of a VM. */
#define EXEC_RECORD_NAME "kvm-pmu-filter"

/**
 * Finds the record that a process carries of one of its VMs: the newest of its memfds that are
 * sealed and hold a record of this process and VM. False if there is none.
 */
bool exec_record_find(const struct vm_identity *vm, const char *boot_id, struct record_file *file);

#endif
