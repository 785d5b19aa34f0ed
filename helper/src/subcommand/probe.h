#ifndef PROBE_H
#define PROBE_H

#include "command/problem.h"

/**
 * The subcommand `probe`: what this kernel and this user can do. That something is missing is a
 * result; only the output can fail, with OUTPUT_FAILED.
 */
bool probe(struct problem *problem);

#endif
