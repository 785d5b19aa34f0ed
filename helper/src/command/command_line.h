#ifndef COMMAND_LINE_H
#define COMMAND_LINE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "command/problem.h"
#include "input/filter_input.h"

enum subcommand {
    NO_SUBCOMMAND,
    PROBE,
    CHECK,
    APPLY,
    CLEAR,
    STATUS,
    EXEC,
};

/** Which process, and which of its VMs. One of the first five tells the process. */
struct vm_choice {
    /** --pid; 0 without it. */
    pid_t pid;
    /** --pidfile: a file that holds a process ID, as QEMU's -pidfile writes it. */
    const char *pidfile;
    /** --uuid: the VM's, as the VMM's command line has it behind -uuid. */
    const char *uuid;
    /** --name: the VM's, as the VMM's command line has it behind -name. */
    const char *name;
    /** --unit: the systemd unit that the process is in. */
    const char *unit;
    /** --start-time: clock ticks since boot, field 22 of /proc/PID/stat; 0 without it. */
    uint64_t start_time;
    /** --vm-fd: the VM's descriptor in the process; -1 without it. */
    int vm_fd;
};

/** What the command line asks for. */
struct command_line {
    enum subcommand subcommand;
    bool help;
    bool version;
    /** check: judge many structs, see check_stream.h. */
    bool stream;
    enum input_form form;
    struct vm_choice choice;
    /** apply: do not have the filter judged on a scratch VM first. */
    bool unchecked;
    /** apply: do not set the filter anew where the record says that it is set. */
    bool unless_set;
    /** apply: whose the filter will be; clear: whose it has to be. NULL without it. */
    const char *owner;
    /** apply, clear, status: the directory of the records. */
    const char *records;
    /** exec: run the program even if the filter cannot be set. */
    bool optional;
    /** exec: the file of the filter. */
    const char *filter;
    /** exec: a directory of filters, by VM. */
    const char *filters;
    /** exec: a file to preload in place of the built-in library. */
    const char *library;
    /** exec: the program and its arguments, ended by NULL. */
    char *const *program;
};

/**
 * Reads the command line. Options are written in full; an option's value is the next argument or
 * stands behind `=`. With --help or --version what follows is not looked at; `--` ends the options
 * of exec.
 *
 * @return false with USAGE_INVALID; the subcommand is filled in as far as it was understood.
 */
bool read_command_line(int argc, char *const argv[], struct command_line *line,
                       struct problem *problem);

/** "probe"; NULL without one. */
const char *subcommand_name(enum subcommand subcommand);

#endif
