#ifndef PROCESS_MACHINE_H
#define PROCESS_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "command/problem.h"

/**
 * Whether a process runs a program of this architecture, by its ELF header. Fails with
 * PROCESS_FOREIGN, PROCESS_DENIED or PROCESS_MISSING.
 */
bool process_machine_fits(pid_t pid, struct problem *problem);

/** Whether an ELF header is of this helper's own class, byte order and machine. */
bool elf_is_native(const uint8_t *header, size_t size);

#endif
