#ifndef X86_FILTER_H
#define X86_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kvm/x86_filter_abi.h"

/** By which vendor's rules a kernel reads event selects: 8 bits on Intel, 12 on AMD. */
enum vendor_rules {
    /** The kernel does not tell; entries are taken to be as wide as any vendor's. */
    RULES_UNKNOWN,
    RULES_INTEL,
    RULES_AMD,
};

/** A struct of which the kernel could read everything. */
struct x86_filter {
    struct x86_filter_header header;
    /** `header.nevents` events; not aligned. */
    const uint8_t *events;
};

/** Reads a struct. False if its header or events are not all there. */
bool x86_filter_read(const uint8_t *bytes, size_t size, struct x86_filter *filter);

/** One of the events. */
uint64_t x86_filter_event(const struct x86_filter *filter, size_t index);

/**
 * The bits of an event that its form and the vendor's rules do not define. A kernel drops such a
 * raw event silently, and refuses such a masked entry (arch/x86/kvm/pmu.c, prepare_filter_lists()
 * and is_masked_filter_valid()).
 */
uint64_t x86_event_stray_bits(uint64_t event, bool masked, enum vendor_rules rules);

/** The bits of a masked entry's match that its mask never lets through: with any, it is dead. */
uint64_t x86_event_dead_bits(uint64_t event);

#endif
