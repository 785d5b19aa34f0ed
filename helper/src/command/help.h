#ifndef HELP_H
#define HELP_H

#include "command/command_line.h"

/** Prints the help of a subcommand, or the general one, on stdout. False if that failed. */
bool print_help(enum subcommand subcommand);

/** Prints the program's name and version on stdout. False if that failed. */
bool print_version(void);

#endif
