#ifndef EXEC_EMBEDDED_LIBRARY_H
#define EXEC_EMBEDDED_LIBRARY_H

#include <stdint.h>

/* The preloaded library (src/preload), a part of this program's file: its first byte, its end. */
extern const uint8_t embedded_library[];
extern const uint8_t embedded_library_end[];

#endif
