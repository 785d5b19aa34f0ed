#ifndef QEMU_OPTION_H
#define QEMU_OPTION_H

/** What stands behind an option on QEMU's command line. */
enum qemu_option_kind {
    /** No QEMU that was looked at has this option. */
    QEMU_UNKNOWN,
    /** The next argument is not its value. */
    QEMU_ALONE,
    /** The next argument is its value, even if that begins with a dash. */
    QEMU_WITH_VALUE,
};

/**
 * The options of QEMU 2.0 to 10.0 (qemu-options.hx), of all machines.
 *
 * @param name without its dashes; QEMU takes no abbreviations
 */
enum qemu_option_kind qemu_option_kind(const char *name);

#endif
