#ifndef CHECK_ARM64_H
#define CHECK_ARM64_H

#include "command/command_line.h"
#include "command/problem.h"

/** `check` on arm64; see check.h. The exit code stays as it is unless the kernel refuses the
 * filter. */
bool check_arm64(const struct command_line *line, enum exit_code *exit_code,
                 struct problem *problem);

#endif
