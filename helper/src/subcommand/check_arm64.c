#include "subcommand/check_arm64.h"

#include <stdio.h>
#include <unistd.h>

#include "command/report.h"
#include "input/arm64_input.h"
#include "kvm/arm64_judgement.h"
#include "kvm/filter_summary.h"
#include "rights/capabilities.h"
#include "subcommand/check_refusal.h"
#include "subcommand/check_stream.h"

static bool open_court(struct arm64_court *court, struct problem *problem);
static void judge_frame(struct json *json, const void *court, const uint8_t *bytes, size_t size);
static bool check_one(const struct arm64_court *court, enum input_form form,
                      enum exit_code *exit_code, struct problem *problem);
static void refuse(struct json *json, const struct arm64_court *court,
                   const struct arm64_verdict *verdict, const struct filter_input *input);

bool check_arm64(const struct command_line *line, enum exit_code *exit_code,
                 struct problem *problem)
{
    struct arm64_court court = {.vm = {.fd = -1}};
    bool done;

    if (!open_court(&court, problem)) return false;
    done = line->stream ? check_stream(judge_frame, &court, problem)
                        : check_one(&court, line->form, exit_code, problem);
    arm64_court_close(&court);
    return done;
}

/* All rights are used up before the first byte of input is read. */
static bool open_court(struct arm64_court *court, struct problem *problem)
{
    struct kvm_host host;

    if (!kvm_host_open(&host, problem)) return false;
    give_up_capabilities();
    bool opened = arm64_court_open(court, &host, MAX_STRUCT_SIZE, problem);
    kvm_host_close(&host);
    return opened;
}

static void judge_frame(struct json *json, const void *court, const uint8_t *bytes, size_t size)
{
    struct arm64_verdict verdict = arm64_court_judge(court, bytes, size);

    write_arm64_judgement(json, &verdict);
}

static bool check_one(const struct arm64_court *court, enum input_form form,
                      enum exit_code *exit_code, struct problem *problem)
{
    static struct filter_input input;
    struct json json;

    if (!read_filter_input(STDIN_FILENO, &input, problem)) return false;
    if (!decode_arm64_input(&input, form, problem)) return false;
    struct arm64_verdict verdict = arm64_court_judge(court, input.bytes, input.size);
    report_open(&json, CHECK, verdict.error == 0);
    if (court->event_bits == 0) {
        json_null(&json, "eventBits");
    } else {
        json_number(&json, "eventBits", court->event_bits);
    }
    write_arm64_summary(&json, input.bytes, input.size);
    write_arm64_judgement(&json, &verdict);
    if (verdict.error != 0) {
        refuse(&json, court, &verdict, &input);
        *exit_code = EXIT_REFUSED;
    }
    return report_close(&json, problem);
}

static void refuse(struct json *json, const struct arm64_court *court,
                   const struct arm64_verdict *verdict, const struct filter_input *input)
{
    struct arm64_filter_call call = arm64_filter_call(input->bytes, verdict->call);
    char of_what[40];

    snprintf(of_what, sizeof of_what, "call %zu, counted from 0,", verdict->call);
    write_refusal(json, verdict->error, arm64_refusal_hint(court, verdict->error, &call), of_what);
}
