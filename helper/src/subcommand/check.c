#include "subcommand/check.h"

#include <unistd.h>

#include "command/errno_name.h"
#include "command/report.h"
#include "input/filter_input.h"
#include "kvm/judgement.h"
#include "kvm/kvm_abi.h"
#include "rights/capabilities.h"
#include "subcommand/check_stream.h"

static bool open_court(struct court *court, struct problem *problem);
static bool check_one(const struct court *court, enum input_form form, enum exit_code *exit_code,
                      struct problem *problem);
static void write_filter(struct json *json, const struct x86_filter_header *header);
static const char *action_name(uint32_t action);

bool check(const struct command_line *line, enum exit_code *exit_code, struct problem *problem)
{
    struct court court = {.vm = {.fd = -1}};
    bool done;

    if (!open_court(&court, problem)) return false;
    *exit_code = EXIT_DONE;
    done = line->stream ? check_stream(&court, problem)
                        : check_one(&court, line->form, exit_code, problem);
    court_close(&court);
    return done;
}

/* All rights are used up before the first byte of input is read. */
static bool open_court(struct court *court, struct problem *problem)
{
    struct kvm_host host;
    bool opened;

    if (!kvm_host_open(&host, problem)) return false;
    give_up_capabilities();
    if (kvm_host_capability(&host, KVM_ABI_CAP_PMU_EVENT_FILTER) != 0) {
        opened = court_open(court, &host, MAX_STRUCT_SIZE, problem);
    } else {
        opened = fail(problem, FILTER_UNSUPPORTED, 0,
                      "Filters of this form are x86's, from Linux 5.3 on; see probe.",
                      "The KVM of this host has no PMU event filters (capability 173).");
    }
    kvm_host_close(&host);
    return opened;
}

static bool check_one(const struct court *court, enum input_form form, enum exit_code *exit_code,
                      struct problem *problem)
{
    static struct filter_input input;
    struct problem refusal;
    struct x86_filter filter;
    struct json json;

    if (!read_filter_input(STDIN_FILENO, &input, problem)) return false;
    if (!decode_filter_input(&input, form, &filter, problem)) return false;
    int error = court_judge(court, input.bytes, input.size);
    report_open(&json, CHECK, error == 0);
    json_string(&json, "vendorRules", vendor_rules_name(court->rules));
    write_filter(&json, &filter.header);
    write_judgement(&json, court, error, input.bytes, input.size);
    if (error != 0) {
        fail(&refusal, FILTER_REFUSED, error, refusal_hint(court, error, &filter),
             "The kernel refuses the filter with %s.", errno_name(error));
        tell_problem(&refusal);
        report_error(&json, &refusal);
        *exit_code = problem_exit_code(FILTER_REFUSED);
    }
    return report_close(&json, problem);
}

static void write_filter(struct json *json, const struct x86_filter_header *header)
{
    json_open_object(json, "filter");
    json_string(json, "action", action_name(header->action));
    json_number(json, "nevents", header->nevents);
    json_number(json, "fixedCounterBitmap", header->fixed_counter_bitmap);
    json_number(json, "flags", header->flags);
    json_close_object(json);
}

static const char *action_name(uint32_t action)
{
    static const char *const names[] = {[X86_FILTER_ALLOW] = "allow", [X86_FILTER_DENY] = "deny"};

    return action <= X86_FILTER_DENY ? names[action] : NULL;
}
