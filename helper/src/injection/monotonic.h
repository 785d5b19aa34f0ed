#ifndef MONOTONIC_H
#define MONOTONIC_H

#include <stdint.h>

/** Nanoseconds on a clock that only goes forward. */
uint64_t monotonic_ns(void);

#endif
