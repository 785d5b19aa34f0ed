#ifndef PRELOAD_HANDOVER_H
#define PRELOAD_HANDOVER_H

#include <stdint.h>

/*
 * What `exec` gives to the preloaded library: a memfd that holds this header and, behind it, the
 * filter. The number of its descriptor is in the environment variable.
 */

/**
 * The environment variable: the descriptor's number, in decimal, with HANDOVER_LIMITS before it as
 * long as the limits are lowered. The library writes a zero over that.
 */
#define HANDOVER_VARIABLE "KVM_PMU_FILTER_FD"

/** The loader's, ld.so(8). */
#define PRELOAD_VARIABLE "LD_PRELOAD"

/** The memfd's name. */
#define HANDOVER_NAME "kvm-pmu-filter-handover"

/** What a library that understands this header has in it, so that no other file is preloaded. */
#define PRELOAD_MARK "kvm-pmu-filter preload 1"

/** What a warning says where the filter is not required, on both sides. */
#define RUNS_WITHOUT_FILTER "The VMM runs without the filter."

/** "KPFEXEC1", as bytes. */
#define HANDOVER_MAGIC UINT64_C(0x314345584546504b)

enum { HANDOVER_LIMITS = '+' };

enum {
    /** The process ends rather than run a VM without the filter. */
    HANDOVER_REQUIRED = 1,
    /** The limits are lowered, see exec/lowered_limits.h, and to be put back. */
    HANDOVER_LIMITED = 2,
};

/** As struct rlimit64 of prlimit64(2). */
struct handover_limit {
    uint64_t soft;
    uint64_t hard;
};

struct handover {
    uint64_t magic;
    uint32_t flags;
    /** The filter's size in bytes. */
    uint32_t size;
    /** As they were before they were lowered. */
    struct handover_limit descriptors;
    struct handover_limit processes;
    /** /proc/sys/kernel/random/boot_id without its newline, ended by a zero byte. */
    char boot_id[40];
    /** The filter's file for messages: printable, cut off if long, ended by a zero byte. */
    char filter_file[256];
};

_Static_assert(sizeof(struct handover) == 344, "both sides are built apart from each other");

#endif
