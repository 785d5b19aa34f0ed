#ifndef EXEC_PROGRAM_H
#define EXEC_PROGRAM_H

#include <limits.h>

#include "command/problem.h"

/** The VMM's file. */
struct program {
    char path[PATH_MAX];
    /** Of the dynamic loader that it names. */
    char loader[PATH_MAX];
};

/**
 * Finds a program as execvp(3) does: a name with a slash is a path, any other is looked for in the
 * directories of PATH. Fails with PROGRAM_UNUSABLE.
 */
bool program_find(const char *name, struct program *program, struct problem *problem);

/**
 * Looks whether a library can be preloaded into it. Fails with PROGRAM_STATIC, or with
 * PROGRAM_UNUSABLE for a script, a foreign program, or one whose loader would ignore LD_PRELOAD
 * since its file gives it rights (ld.so(8), secure-execution mode).
 */
bool program_check(struct program *program, struct problem *problem);

#endif
