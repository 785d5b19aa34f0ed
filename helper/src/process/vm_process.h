#ifndef VM_PROCESS_H
#define VM_PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "command/command_line.h"
#include "command/problem.h"

/** A process that runs a VM, held by a descriptor: its ID cannot come to mean another unnoticed. */
struct vm_process {
    pid_t pid;
    /** Of pidfd_open(2); closed by vm_process_close(). */
    int pidfd;
    /** Clock ticks since boot, field 22 of /proc/PID/stat. */
    uint64_t start_time;
};

/**
 * Finds the process of a choice. Fails with PIDFILE_INVALID, PROCESS_MISSING, PROCESS_CHANGED (the
 * start time is another), PROCESS_AMBIGUOUS or PROCESS_DENIED.
 */
bool vm_process_open(const struct vm_choice *choice, struct vm_process *process,
                     struct problem *problem);

void vm_process_close(struct vm_process *process);

/**
 * Finds the descriptor of the VM: the one wanted, or with -1 that of its only VM. One VM may be
 * open under several descriptors; then it is the lowest of them. Fails with VM_MISSING,
 * VM_AMBIGUOUS, PROCESS_MISSING or PROCESS_DENIED.
 */
bool vm_process_choose_vm(const struct vm_process *process, int wanted_fd, int *vm_fd,
                          struct problem *problem);

/** Whether the process still runs, as the one that was opened. */
bool vm_process_unchanged(const struct vm_process *process);

#endif
