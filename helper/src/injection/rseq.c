#include "injection/rseq.h"

#include <stddef.h>

#include "injection/ptrace_abi.h"
#include "injection/remote_memory.h"

/** struct ptrace_rseq_configuration (kernel, include/uapi/linux/ptrace.h). */
struct configuration {
    uint64_t area;
    uint32_t area_size;
    uint32_t signature;
    uint32_t flags;
    uint32_t pad;
};

/** The beginning of struct rseq_cs (kernel, include/uapi/linux/rseq.h). */
struct sequence {
    uint32_t version;
    uint32_t flags;
    uint64_t start;
    uint64_t length;
    uint64_t abort;
};

/** Where struct rseq has the address of its struct rseq_cs. */
enum { SEQUENCE_POINTER = 8 };

enum rseq_place rseq_place(pid_t thread, uint64_t rip)
{
    struct configuration configuration = {.area = 0};
    struct sequence sequence;
    uint64_t address = 0;

    if (trace(TRACE_GET_RSEQ_CONFIGURATION, thread, sizeof configuration, &configuration) < 0) {
        return RSEQ_UNKNOWN;
    }
    if (configuration.area == 0) return RSEQ_OUTSIDE;
    if (!remote_read(thread, configuration.area + SEQUENCE_POINTER, &address, sizeof address)) {
        return RSEQ_UNKNOWN;
    }
    if (address == 0) return RSEQ_OUTSIDE;
    if (!remote_read(thread, address, &sequence, sizeof sequence)) return RSEQ_UNKNOWN;
    return rip - sequence.start < sequence.length ? RSEQ_INSIDE : RSEQ_OUTSIDE;
}
