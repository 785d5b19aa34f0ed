#ifndef ANCESTOR_H
#define ANCESTOR_H

#include <stdbool.h>
#include <sys/types.h>

/**
 * Whether a process started this one, itself or by others. Such a one (sudo, a shell) may have our
 * own arguments on its command line.
 */
bool is_ancestor(pid_t pid);

#endif
