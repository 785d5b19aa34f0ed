#ifndef MAPPING_LINE_H
#define MAPPING_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "injection/memory_maps.h"

/**
 * Takes a mapping from a line without its newline, as proc_pid_maps(5) has it:
 * `start-end perms offset dev inode path`. False if it is none.
 */
bool mapping_line_parse(const char *line, size_t length, struct mapping *mapping);

#endif
