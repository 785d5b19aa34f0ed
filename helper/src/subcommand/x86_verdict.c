#include "subcommand/x86_verdict.h"

#include "kvm/filter_summary.h"
#include "kvm/odd_events.h"
#include "subcommand/check_refusal.h"

void write_x86_verdict(struct json *json, const struct court *court, int error,
                       const struct filter_input *input, const struct x86_filter *filter)
{
    json_string(json, "vendorRules", vendor_rules_name(court->rules));
    write_x86_summary(json, &filter->header);
    write_judgement(json, court, error, input->bytes, input->size);
    warn_of_judgement(court, error, input->bytes, input->size);
    if (error == 0) return;
    write_refusal(json, error, refusal_hint(court, error, filter), "the filter");
}

void write_no_verdict(struct json *json, const struct x86_filter *filter)
{
    const struct x86_filter no_events = {{0}, NULL};

    json_null(json, "vendorRules");
    write_x86_summary(json, &filter->header);
    json_null(json, "verdict");
    json_null(json, "errno");
    write_odd_events(json, &no_events, RULES_UNKNOWN);
}
