#include "kvm/odd_events.h"

#include <stdio.h>

#include "version.h"

static bool is_masked(const struct x86_filter *filter);
static uint64_t odd_bits(const struct x86_filter *filter, size_t index, enum vendor_rules rules);
static void write_list(struct json *json, const char *key, const struct x86_filter *filter,
                       enum vendor_rules rules);

void write_odd_events(struct json *json, const struct x86_filter *filter, enum vendor_rules rules)
{
    static const struct x86_filter none = {{0}, NULL};
    bool masked = is_masked(filter);

    write_list(json, "dropped", masked ? &none : filter, rules);
    write_list(json, "dead", masked ? filter : &none, rules);
}

void warn_of_odd_events(const struct x86_filter *filter, enum vendor_rules rules)
{
    unsigned count = 0;

    for (size_t i = 0; i < filter->header.nevents; i++) {
        count += odd_bits(filter, i, rules) != 0;
    }
    if (count == 0) return;
    fprintf(stderr, HELPER_NAME ": warning: %u of %u events count%s for nothing: ", count,
            filter->header.nevents, count == 1 ? "s" : "");
    if (is_masked(filter)) {
        fputs("no event can match; see `dead`.\n", stderr);
    } else {
        fprintf(stderr, "the kernel drops %s; see `dropped`.\n", count == 1 ? "it" : "them");
    }
}

static bool is_masked(const struct x86_filter *filter)
{
    return filter->header.flags == X86_FILTER_MASKED;
}

/** Those by which an event is of no use; 0 if it is of use. */
static uint64_t odd_bits(const struct x86_filter *filter, size_t index, enum vendor_rules rules)
{
    uint64_t event = x86_filter_event(filter, index);

    return is_masked(filter) ? x86_event_dead_bits(event)
                             : x86_event_stray_bits(event, false, rules);
}

static void write_list(struct json *json, const char *key, const struct x86_filter *filter,
                       enum vendor_rules rules)
{
    json_open_list(json, key);
    for (size_t i = 0; i < filter->header.nevents; i++) {
        uint64_t bits = odd_bits(filter, i, rules);
        if (bits == 0) continue;
        json_open_object(json, NULL);
        json_number(json, "index", (int64_t)i);
        json_hexadecimal(json, "code", x86_filter_event(filter, i));
        json_hexadecimal(json, "bits", bits);
        json_close_object(json);
    }
    json_close_list(json);
}
