#ifndef THIS_PROGRAM_H
#define THIS_PROGRAM_H

#include <stdbool.h>
#include <sys/types.h>

/**
 * Whether a process runs this very program. Such a one may have a VM open to judge a filter, and
 * another VM's name on its command line, but it is never a VMM.
 */
bool runs_this_program(pid_t pid);

#endif
