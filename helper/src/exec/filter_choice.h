#ifndef EXEC_FILTER_CHOICE_H
#define EXEC_FILTER_CHOICE_H

#include <limits.h>

#include "command/command_line.h"

/** The file of the filter for a VM. */
struct filter_choice {
    /** -1: there is none for this VM, or the VMM is not started for one. */
    int fd;
    char path[PATH_MAX];
};

/**
 * Opens the file that --filter names; or, in the directory of --filters, the first of
 * by-uuid/UUID, by-name/NAME and default that is there, by the VMM's command line. Without -uuid
 * and -name on that, none is looked for: nobody starts a VM like that, but libvirt asks a VMM in
 * this way what it can do. Fails with FILTER_FILE_UNREADABLE, and with USAGE_INVALID if it cannot
 * be told which VM that is.
 */
bool filter_choice_open(const struct command_line *line, struct filter_choice *choice,
                        struct problem *problem);

#endif
