#ifndef OPTION_VALUE_H
#define OPTION_VALUE_H

#include "command/command_line.h"

/** What follows an option, and what becomes of it. */
enum option_kind {
    /** Nothing; sets a bool. */
    OPTION_FLAG,
    /** A text that is not empty; sets a const char *. */
    OPTION_TEXT,
    /** The name of an owner, as in a record; sets a const char *. */
    OPTION_OWNER,
    /** The full name of a systemd unit; sets a const char *. */
    OPTION_UNIT,
    OPTION_INPUT_FORM,
    OPTION_PID,
    OPTION_START_TIME,
    OPTION_DESCRIPTOR,
};

/** An option with what was given as its value. */
struct option_value {
    const char *name;
    /** Not OPTION_FLAG. */
    enum option_kind kind;
    /** "" if there is none. */
    const char *text;
};

/**
 * Reads the value into the variable that its kind is for. Fails with USAGE_INVALID, which names the
 * option and what it takes.
 */
bool option_value_read(const struct option_value *value, void *variable, enum subcommand subcommand,
                       struct problem *problem);

#endif
