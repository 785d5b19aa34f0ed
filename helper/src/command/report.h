#ifndef REPORT_H
#define REPORT_H

#include "command/command_line.h"
#include "command/json.h"
#include "command/problem.h"

/*
 * What every object on stdout has: `command`, `version`, `ok`, and, where something went wrong,
 * `error`.
 */

/** Opens the object. */
void report_open(struct json *json, enum subcommand subcommand, bool ok);

/** Writes the member `error`. */
void report_error(struct json *json, const struct problem *problem);

/** Closes the object and writes the line. Fails with OUTPUT_FAILED. */
bool report_close(struct json *json, struct problem *problem);

/** Tells a problem that left no result, on stdout and stderr. */
enum exit_code report_problem(enum subcommand subcommand, const struct problem *problem);

#endif
