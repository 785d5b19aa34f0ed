#include "command/problem.h"

#include <stdarg.h>
#include <stdio.h>

#include "command/errno_name.h"
#include "version.h"

static void tell(const char *prefix, const struct problem *problem, const char *consequence);
static void print_sentence(const char *text);
static void print_visibly(const char *text);

bool fail(struct problem *problem, enum problem_code code, int error, const char *hint,
          const char *format, ...)
{
    va_list arguments;

    problem->code = code;
    problem->error = error;
    va_start(arguments, format);
    vsnprintf(problem->message, sizeof problem->message, format, arguments);
    va_end(arguments);
    snprintf(problem->hint, sizeof problem->hint, "%s", hint);
    return false;
}

struct kind {
    const char *name;
    enum exit_code exit_code;
};

static const struct kind kinds[] = {
    [NO_PROBLEM] = {"NO_PROBLEM", EXIT_DONE},
    [USAGE_INVALID] = {"USAGE_INVALID", EXIT_USAGE},
    [INPUT_EMPTY] = {"INPUT_EMPTY", EXIT_INPUT},
    [INPUT_TOO_LONG] = {"INPUT_TOO_LONG", EXIT_INPUT},
    [INPUT_UNREADABLE] = {"INPUT_UNREADABLE", EXIT_INPUT},
    [INPUT_FRAME_TRUNCATED] = {"INPUT_FRAME_TRUNCATED", EXIT_INPUT},
    [KVM_HEX_INVALID] = {"KVM_HEX_INVALID", EXIT_INPUT},
    [KVM_STRUCT_TRUNCATED] = {"KVM_STRUCT_TRUNCATED", EXIT_INPUT},
    [KVM_STRUCT_SURPLUS] = {"KVM_STRUCT_SURPLUS", EXIT_INPUT},
    [KVM_MISSING] = {"KVM_MISSING", EXIT_HOST},
    [KVM_DENIED] = {"KVM_DENIED", EXIT_HOST},
    [KVM_UNUSABLE] = {"KVM_UNUSABLE", EXIT_HOST},
    [FILTER_UNSUPPORTED] = {"FILTER_UNSUPPORTED", EXIT_HOST},
    [FILTER_REFUSED] = {"FILTER_REFUSED", EXIT_REFUSED},
    [SETUID_REFUSED] = {"SETUID_REFUSED", EXIT_HOST},
    [OUTPUT_FAILED] = {"OUTPUT_FAILED", EXIT_FAILED},
    [MEMORY_MISSING] = {"MEMORY_MISSING", EXIT_FAILED},
    [PIDFILE_INVALID] = {"PIDFILE_INVALID", EXIT_INPUT},
    [PROCESS_MISSING] = {"PROCESS_MISSING", EXIT_TARGET},
    [PROCESS_CHANGED] = {"PROCESS_CHANGED", EXIT_TARGET},
    [PROCESS_AMBIGUOUS] = {"PROCESS_AMBIGUOUS", EXIT_TARGET},
    [PROCESS_DENIED] = {"PROCESS_DENIED", EXIT_HOST},
    [PROCESS_TRACED] = {"PROCESS_TRACED", EXIT_TARGET},
    [PROCESS_FOREIGN] = {"PROCESS_FOREIGN", EXIT_TARGET},
    [VM_MISSING] = {"VM_MISSING", EXIT_TARGET},
    [VM_AMBIGUOUS] = {"VM_AMBIGUOUS", EXIT_TARGET},
    [VM_INHERITED] = {"VM_INHERITED", EXIT_TARGET},
    [VM_RUNNING] = {"VM_RUNNING", EXIT_HOST},
    [OWNER_OTHER] = {"OWNER_OTHER", EXIT_TARGET},
    [SECCOMP_DENIED] = {"SECCOMP_DENIED", EXIT_TARGET},
    [SECCOMP_UNREADABLE] = {"SECCOMP_UNREADABLE", EXIT_HOST},
    [THREAD_UNFIT] = {"THREAD_UNFIT", EXIT_TARGET},
    [THREAD_STUCK] = {"THREAD_STUCK", EXIT_TARGET},
    [OUTCOME_UNKNOWN] = {"OUTCOME_UNKNOWN", EXIT_UNKNOWN},
    [RECORD_FAILED] = {"RECORD_FAILED", EXIT_FAILED},
    [PROGRAM_UNUSABLE] = {"PROGRAM_UNUSABLE", EXIT_TARGET},
    [PROGRAM_STATIC] = {"PROGRAM_STATIC", EXIT_TARGET},
    [PRELOAD_DENIED] = {"PRELOAD_DENIED", EXIT_HOST},
    [FILTER_FILE_UNREADABLE] = {"FILTER_FILE_UNREADABLE", EXIT_INPUT},
};

const char *problem_name(enum problem_code code)
{
    return kinds[code].name;
}

enum exit_code problem_exit_code(enum problem_code code)
{
    return kinds[code].exit_code;
}

void tell_problem(const struct problem *problem)
{
    tell(HELPER_NAME ": ", problem, "");
}

void tell_warning(const struct problem *problem, const char *consequence)
{
    tell(HELPER_NAME ": warning: ", problem, consequence);
}

static void tell(const char *prefix, const struct problem *problem, const char *consequence)
{
    fputs(prefix, stderr);
    print_visibly(problem->message);
    print_sentence(problem->hint);
    print_sentence(consequence);
    fprintf(stderr, " [%s%s%s]\n", problem_name(problem->code), problem->error == 0 ? "" : ", ",
            problem->error == 0 ? "" : errno_name(problem->error));
}

static void print_sentence(const char *text)
{
    if (text[0] == '\0') return;
    fputc(' ', stderr);
    print_visibly(text);
}

/* A message may quote an argument, and an argument may hold what moves a terminal's cursor. */
static void print_visibly(const char *text)
{
    for (; *text != '\0'; text++) fputc(*text >= ' ' && *text <= '~' ? *text : '?', stderr);
}
