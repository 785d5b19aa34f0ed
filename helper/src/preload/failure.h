#ifndef PRELOAD_FAILURE_H
#define PRELOAD_FAILURE_H

#include "command/exit_code.h"

/**
 * Tells on stderr, in one line, that a VM has no filter. If the filter is required, the process
 * ends with the exit code, all of its threads with it; else the line is a warning that says so.
 *
 * @param code one of the codes of command/problem.h, as users read it
 * @param error the errno behind it, 0 without one
 */
void report_failure(const char *sentence, const char *code, int error, enum exit_code exit_code);

/**
 * Does the same for FILTER_REFUSED, and names the filter's file.
 *
 * @param hint what the errno is about: a sentence
 */
void report_refusal(int error, const char *hint);

/** Tells on stderr what is missing though the filter is set. */
void report_warning(const char *sentence, const char *code, int error);

#endif
