#ifndef SUBCOMMAND_STATUS_H
#define SUBCOMMAND_STATUS_H

#include "command/command_line.h"

/** `status`: reports which VMs run on this host, and what is known of the filter in each. */
bool status(const struct command_line *line, struct problem *problem);

#endif
