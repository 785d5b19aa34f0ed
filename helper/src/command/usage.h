#ifndef USAGE_H
#define USAGE_H

#include "command/command_line.h"

/** Whether the options go together and none is missing; else false with USAGE_INVALID. */
bool usage_fits(const struct command_line *line, struct problem *problem);

/** How many of the options are given of which one tells the process. */
int ways_to_choose(const struct vm_choice *choice);

/** Fails with USAGE_INVALID: what is wrong, and whose help says more. */
bool usage_wrong(enum subcommand subcommand, struct problem *problem, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
