#ifndef ARM64_FILTER_H
#define ARM64_FILTER_H

#include <stddef.h>
#include <stdint.h>

#include "kvm/arm64_filter_abi.h"

/*
 * A filter of arm64 is the bytes of its calls (struct arm64_filter_call) in the order in which they
 * are made. Nothing else is in them.
 */

/** How many calls there are in so many bytes; a part of one at the end counts as one. */
size_t arm64_filter_calls(size_t size);

/** One of the calls of which all bytes are there; they need not be aligned. */
struct arm64_filter_call arm64_filter_call(const uint8_t *bytes, size_t index);

#endif
