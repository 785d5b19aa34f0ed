#ifndef QEMU_ARGUMENT_H
#define QEMU_ARGUMENT_H

#include <stdbool.h>

/** What an argument of QEMU's command line is (qemu(1)). */
enum qemu_argument {
    QEMU_ARGUMENT_OPTION,
    /** The value of the option before it. */
    QEMU_ARGUMENT_VALUE,
    /** Neither: the file of a disk. */
    QEMU_ARGUMENT_OTHER,
};

/** A command line, as far as it was read; all zero at its beginning, behind the program's name. */
struct qemu_arguments {
    /** Whether options that are not known have a value, even one that looks like an option. */
    bool unknown_have_values;
    /** Of which the next argument is the value; NULL if it is nothing's. */
    const char *option;
};

/**
 * Takes the next argument. What is the value of another option (`-append -uuid`) is no option.
 *
 * @param option out: its name without its dash or two, of an option and of a value
 */
enum qemu_argument qemu_argument_take(struct qemu_arguments *arguments, const char *argument,
                                      const char **option);

#endif
