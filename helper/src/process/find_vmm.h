#ifndef FIND_VMM_H
#define FIND_VMM_H

#include "command/command_line.h"

/**
 * Finds the process whose command line has the UUID or the name of a choice, or which is in its
 * unit, among those that have a VM open. Fails with PROCESS_MISSING, PROCESS_AMBIGUOUS or
 * PROCESS_DENIED (the only one that fits may not be looked into).
 */
bool find_vmm(const struct vm_choice *choice, pid_t *pid, struct problem *problem);

/** Whether the command line of a process has the UUID or the name of a choice, or it is in its
 * unit. */
bool vmm_fits(pid_t pid, const struct vm_choice *choice);

#endif
