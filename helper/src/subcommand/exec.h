#ifndef SUBCOMMAND_EXEC_H
#define SUBCOMMAND_EXEC_H

#include "command/command_line.h"

/**
 * `exec`: becomes a VMM whose VMs get their filter before they can run. Returns only with a
 * problem.
 */
bool exec_vmm(const struct command_line *line, struct problem *problem);

#endif
