#ifndef CHECK_STREAM_H
#define CHECK_STREAM_H

#include <stddef.h>
#include <stdint.h>

#include "command/json.h"
#include "command/problem.h"

/** Has a court judge a filter, and writes the members of an object that tell the judgement. */
typedef void judge_frame_function(struct json *json, const void *court, const uint8_t *bytes,
                                  size_t size);

/**
 * Judges the filters on stdin, each of them after its size in bytes as a 32-bit little-endian
 * integer, and writes a line of JSON for each. They go to the kernel as they are: one that is
 * shorter than it says is EFAULT, and what is too much is not looked at.
 */
bool check_stream(judge_frame_function *judge, const void *court, struct problem *problem);

#endif
