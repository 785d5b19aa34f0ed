#include "kvm/filter_summary.h"

#include "kvm/arm64_filter.h"

void write_x86_summary(struct json *json, const struct x86_filter_header *header)
{
    static const char *const actions[] = {[X86_FILTER_ALLOW] = "allow", [X86_FILTER_DENY] = "deny"};

    json_open_object(json, "filter");
    json_string(json, "action", header->action <= X86_FILTER_DENY ? actions[header->action] : NULL);
    json_number(json, "nevents", header->nevents);
    json_number(json, "fixedCounterBitmap", header->fixed_counter_bitmap);
    json_number(json, "flags", header->flags);
    json_close_object(json);
}

void write_arm64_summary(struct json *json, const uint8_t *bytes, size_t size)
{
    static const char *const actions[] = {
        [ARM64_FILTER_ALLOW] = "allow", [ARM64_FILTER_DENY] = "deny"};
    uint8_t action = arm64_filter_call(bytes, 0).action;

    json_open_object(json, "filter");
    json_string(json, "action", action <= ARM64_FILTER_DENY ? actions[action] : NULL);
    json_number(json, "calls", (int64_t)arm64_filter_calls(size));
    json_close_object(json);
}
