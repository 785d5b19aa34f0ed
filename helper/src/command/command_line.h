#ifndef COMMAND_LINE_H
#define COMMAND_LINE_H

#include <stdbool.h>

#include "command/problem.h"
#include "input/filter_input.h"

enum subcommand {
    NO_SUBCOMMAND,
    PROBE,
    CHECK,
};

/** What the command line asks for. */
struct command_line {
    enum subcommand subcommand;
    bool help;
    bool version;
    /** check: judge many structs, see stream.h. */
    bool stream;
    enum input_form form;
};

/**
 * Reads the command line. Options are written in full; an option's value is the next argument or
 * stands behind `=`. With --help or --version what follows is not looked at.
 *
 * @return false with USAGE_INVALID; the subcommand is filled in as far as it was understood.
 */
bool read_command_line(int argc, char *const argv[], struct command_line *line,
                       struct problem *problem);

/** "probe"; NULL without one. */
const char *subcommand_name(enum subcommand subcommand);

#endif
