#ifndef EXEC_REHEARSAL_H
#define EXEC_REHEARSAL_H

#include "command/problem.h"
#include "exec/program.h"

/**
 * Has the program's own dynamic loader load it together with the library and say what it loaded
 * (`LOADER --list PROGRAM`, as ldd(1) does), without running it: whatever keeps the library out is
 * found here, with the loader's own words. Fails with PRELOAD_DENIED.
 *
 * @param entries the environment of the program
 * @param library as LD_PRELOAD names it
 */
bool rehearse_preload(const struct program *program, char *const entries[], const char *library,
                      struct problem *problem);

#endif
