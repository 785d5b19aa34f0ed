#ifndef PRELOAD_INHERITED_H
#define PRELOAD_INHERITED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What `exec` gave to this process. Filled in before any other code of the process runs. */
struct inherited {
    /** False: nothing was given, and the library does nothing. */
    bool active;
    /** The process ends rather than run a VM without the filter. */
    bool required;
    const uint8_t *filter;
    size_t size;
    const char *boot_id;
    /** Where the filter was read from, for messages. */
    const char *filter_file;
};

/** Written once, by the constructor, and only read by the threads. */
extern struct inherited inherited;

#endif
