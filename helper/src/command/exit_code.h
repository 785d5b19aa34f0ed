#ifndef EXIT_CODE_H
#define EXIT_CODE_H

/** What the program's exit codes mean. Shells use 126 and above, ssh 255: never those. */
enum exit_code {
    /** Done as asked; of `check`: the kernel takes the filter. */
    EXIT_DONE = 0,
    /** The kernel refused the filter. */
    EXIT_REFUSED = 1,
    /** The command line is wrong. */
    EXIT_USAGE = 2,
    /** The input is wrong. */
    EXIT_INPUT = 3,
    /** The host lacks something, or the caller lacks the right to it. */
    EXIT_HOST = 4,
    /** The helper's own work failed: memory, or its output. */
    EXIT_FAILED = 5,
    /** The process or VM is not what it was said to be, or cannot be touched without harm. */
    EXIT_TARGET = 6,
    /** It is not known whether the filter was set. */
    EXIT_UNKNOWN = 7,
};

#endif
