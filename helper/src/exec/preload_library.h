#ifndef EXEC_PRELOAD_LIBRARY_H
#define EXEC_PRELOAD_LIBRARY_H

#include "command/problem.h"

/**
 * Opens the library that is to be preloaded: a memory file with the one that this program carries
 * in itself, or a file. The descriptor stays open on exec. Fails with PRELOAD_DENIED, also for a
 * file that is another library.
 *
 * @param file NULL for the built-in one
 * @return its descriptor, or -1
 */
int preload_library_open(const char *file, struct problem *problem);

#endif
