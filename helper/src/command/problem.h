#ifndef PROBLEM_H
#define PROBLEM_H

#include <stdbool.h>

#include "command/exit_code.h"

/** Every kind of problem; README.md explains each. */
enum problem_code {
    NO_PROBLEM,
    USAGE_INVALID,
    INPUT_EMPTY,
    INPUT_TOO_LONG,
    INPUT_UNREADABLE,
    INPUT_FRAME_TRUNCATED,
    KVM_HEX_INVALID,
    KVM_STRUCT_TRUNCATED,
    KVM_STRUCT_SURPLUS,
    KVM_MISSING,
    KVM_DENIED,
    KVM_UNUSABLE,
    FILTER_UNSUPPORTED,
    FILTER_REFUSED,
    SETUID_REFUSED,
    OUTPUT_FAILED,
    MEMORY_MISSING,
    PIDFILE_INVALID,
    PROCESS_MISSING,
    PROCESS_CHANGED,
    PROCESS_AMBIGUOUS,
    PROCESS_DENIED,
    PROCESS_TRACED,
    PROCESS_FOREIGN,
    VM_MISSING,
    VM_AMBIGUOUS,
    VM_INHERITED,
    VM_RUNNING,
    OWNER_OTHER,
    SECCOMP_DENIED,
    SECCOMP_UNREADABLE,
    THREAD_UNFIT,
    THREAD_STUCK,
    OUTCOME_UNKNOWN,
    RECORD_FAILED,
    PROGRAM_UNUSABLE,
    PROGRAM_STATIC,
    PRELOAD_DENIED,
    FILTER_FILE_UNREADABLE,
};

/** What went wrong, for programs and for people. */
struct problem {
    enum problem_code code;
    /** The errno behind it, 0 without one. */
    int error;
    /** A sentence. */
    char message[320];
    /** What to do. */
    char hint[320];
};

/**
 * Fills in a problem; `error` is an errno or 0. Returns false, so that a function that fails can
 * say so in one statement.
 */
bool fail(struct problem *problem, enum problem_code code, int error, const char *hint,
          const char *format, ...) __attribute__((format(printf, 5, 6)));

/** The code as users read it. */
const char *problem_name(enum problem_code code);

/** The exit code for a kind of problem. */
enum exit_code problem_exit_code(enum problem_code code);

/** Tells a problem on stderr: message, hint, code and errno in one line of printable characters. */
void tell_problem(const struct problem *problem);

/** Tells it as a warning, and what happens in spite of it: a sentence. */
void tell_warning(const struct problem *problem, const char *consequence);

#endif
