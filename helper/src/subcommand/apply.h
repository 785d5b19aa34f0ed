#ifndef SUBCOMMAND_APPLY_H
#define SUBCOMMAND_APPLY_H

#include "command/command_line.h"

/**
 * `apply` and `clear`: sets the filter on stdin, or one that lets everything count, in a running
 * VM.
 *
 * @return false with a problem when there is no result to report; `exit_code` is EXIT_REFUSED when
 *   the kernel refused the filter, which is reported as a result.
 */
bool apply(const struct command_line *line, enum exit_code *exit_code, struct problem *problem);

#endif
