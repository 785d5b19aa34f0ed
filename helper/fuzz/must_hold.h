#ifndef MUST_HOLD_H
#define MUST_HOLD_H

#include <stdio.h>
#include <stdlib.h>

/** Ends the program, so that the fuzzer sees it, where a condition does not hold. */
#define MUST_HOLD(condition) \
    do { \
        if (!(condition)) { \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
            abort(); \
        } \
    } while (0)

#endif
