#ifndef EXEC_VMM_ENVIRONMENT_H
#define EXEC_VMM_ENVIRONMENT_H

#include "command/problem.h"

/** The environment with what the preloaded library looks for and takes out again. */
struct vmm_environment {
    char preload_path[40];
    char *preload;
    char handover[40];
    /** Ended by NULL. */
    char **entries;
};

/**
 * Makes this process's environment with LD_PRELOAD beginning with the library, and the handover's
 * variable. Where LD_PRELOAD is there, it keeps its place and what else it names. Fails with
 * MEMORY_MISSING.
 */
bool vmm_environment_make(int library, int handover, struct vmm_environment *environment,
                          struct problem *problem);

#endif
