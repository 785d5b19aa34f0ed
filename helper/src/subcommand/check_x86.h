#ifndef CHECK_X86_H
#define CHECK_X86_H

#include "command/command_line.h"
#include "command/problem.h"

/** `check` on x86; see check.h. The exit code stays as it is unless the kernel refuses the filter.
 */
bool check_x86(const struct command_line *line, enum exit_code *exit_code, struct problem *problem);

#endif
