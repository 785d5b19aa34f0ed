#ifndef CHECK_STREAM_H
#define CHECK_STREAM_H

#include "kvm/judgement.h"

/**
 * Judges the structs on stdin, each of them after its size in bytes as a 32-bit little-endian
 * integer, and writes a line of JSON for each. They go to the kernel as they are: one that is
 * shorter than it says is EFAULT, and what is too much is not looked at.
 */
bool check_stream(const struct court *court, struct problem *problem);

#endif
