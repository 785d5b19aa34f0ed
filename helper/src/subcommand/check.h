#ifndef CHECK_H
#define CHECK_H

#include "command/command_line.h"
#include "command/problem.h"

/**
 * The subcommand `check`: the kernel judges the filter on stdin, or the stream of them.
 *
 * @return false with a problem that is still to be told
 */
bool check(const struct command_line *line, enum exit_code *exit_code, struct problem *problem);

#endif
