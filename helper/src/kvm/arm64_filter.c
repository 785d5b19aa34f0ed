#include "kvm/arm64_filter.h"

#include <string.h>

size_t arm64_filter_calls(size_t size)
{
    return (size + sizeof(struct arm64_filter_call) - 1) / sizeof(struct arm64_filter_call);
}

struct arm64_filter_call arm64_filter_call(const uint8_t *bytes, size_t index)
{
    struct arm64_filter_call call;

    memcpy(&call, bytes + index * sizeof call, sizeof call);
    return call;
}
