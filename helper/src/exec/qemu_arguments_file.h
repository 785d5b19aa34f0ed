#ifndef EXEC_QEMU_ARGUMENTS_FILE_H
#define EXEC_QEMU_ARGUMENTS_FILE_H

#include "command/problem.h"

/** What is behind the name of a filter's file in that of its arguments for QEMU. */
#define QEMU_ARGUMENTS_SUFFIX ".qemu"

/** A filter as arguments for a QEMU that knows the object. */
struct qemu_filter_arguments {
    /** The value of -object, JSON; NULL without such a file. */
    const char *object;
    /** The object's ID. */
    char id[128];
};

/**
 * Reads the file beside a filter's: the lines `-object`, JSON, and, if they are there, `-accel` and
 * `kvm,pmu-filter=ID`. Valid until the next one is read. Fails with FILTER_FILE_UNREADABLE for a
 * file that is there and holds anything else.
 */
bool qemu_arguments_file_read(const char *filter_path, struct qemu_filter_arguments *arguments,
                              struct problem *problem);

/** Takes them from the text of such a file, which is used up. False if it is none. */
bool qemu_arguments_file_parse(char *text, struct qemu_filter_arguments *arguments);

#endif
