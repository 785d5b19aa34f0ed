#ifndef PROCESS_LIST_H
#define PROCESS_LIST_H

#include <dirent.h>
#include <sys/types.h>

#include "command/problem.h"

/** Opens the list of all processes, /proc. NULL with PROCESS_DENIED. */
DIR *process_list_open(struct problem *problem);

/** The next entry of a directory whose name is a process or thread ID; 0 when there is no more. */
pid_t next_id(DIR *directory);

#endif
