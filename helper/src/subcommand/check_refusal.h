#ifndef CHECK_REFUSAL_H
#define CHECK_REFUSAL_H

#include "command/json.h"
#include "command/problem.h"

/** Tells that the kernel refused with an errno, on stderr and as the member `error`. */
void write_refusal(struct json *json, int error, const char *hint, const char *of_what);

#endif
