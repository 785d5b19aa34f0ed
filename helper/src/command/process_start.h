#ifndef PROCESS_START_H
#define PROCESS_START_H

#include "command/problem.h"

/**
 * Makes sure of what the rest takes for granted: descriptors 0 to 2 are open (else /dev/kvm could
 * become stdout), a closed pipe is an error and not a death by SIGPIPE, and the program does not
 * run with rights that its caller lacks. Fails with SETUID_REFUSED or MEMORY_MISSING.
 */
bool process_start(struct problem *problem);

/** Puts back what process_start() changed, for a program that this process is about to become. */
void process_start_undo(void);

#endif
