#include "subcommand/x86_verdict.h"

#include "kvm/filter_summary.h"
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
