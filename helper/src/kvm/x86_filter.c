#include "kvm/x86_filter.h"

#include <string.h>

bool x86_filter_read(const uint8_t *bytes, size_t size, struct x86_filter *filter)
{
    if (size < sizeof filter->header) return false;
    memcpy(&filter->header, bytes, sizeof filter->header);
    filter->events = bytes + sizeof filter->header;
    return filter->header.nevents <= (size - sizeof filter->header) / sizeof(uint64_t);
}

uint64_t x86_filter_event(const struct x86_filter *filter, size_t index)
{
    uint64_t event;

    memcpy(&event, filter->events + index * sizeof event, sizeof event);
    return event;
}

uint64_t x86_event_stray_bits(uint64_t event, bool masked, enum vendor_rules rules)
{
    uint64_t defined = X86_EVENT_SELECT_LOW | X86_EVENT_UMASK;

    if (rules != RULES_INTEL) defined |= X86_EVENT_SELECT_HIGH;
    if (masked) defined |= X86_EVENT_EXCLUDE | X86_EVENT_MASK;
    return event & ~defined;
}

uint64_t x86_event_dead_bits(uint64_t event)
{
    uint64_t mask = event >> X86_EVENT_MASK_SHIFT << X86_EVENT_UMASK_SHIFT;

    return event & X86_EVENT_UMASK & ~mask;
}
