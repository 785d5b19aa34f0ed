#ifndef EXEC_HANDOVER_FILE_H
#define EXEC_HANDOVER_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "command/problem.h"
#include "exec/lowered_limits.h"

/** What the preloaded library is told (preload/handover.h). */
struct handover_content {
    /** The process ends rather than run a VM without the filter. */
    bool required;
    /** Those to be put back; NULL when none are lowered. */
    const struct old_limits *limits;
    const uint8_t *filter;
    size_t size;
    /** Where it was read from. */
    const char *filter_file;
};

/**
 * Writes it into a memory file whose descriptor stays open on exec. Fails with MEMORY_MISSING.
 *
 * @return its descriptor, or -1
 */
int handover_file_make(const struct handover_content *content, struct problem *problem);

#endif
