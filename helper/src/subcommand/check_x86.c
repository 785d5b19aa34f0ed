#include "subcommand/check_x86.h"

#include <unistd.h>

#include "command/report.h"
#include "input/filter_input.h"
#include "kvm/judgement.h"
#include "rights/capabilities.h"
#include "subcommand/check_stream.h"
#include "subcommand/x86_verdict.h"

static void judge_frame(struct json *json, const void *court, const uint8_t *bytes, size_t size);
static bool check_one(const struct court *court, enum input_form form, enum exit_code *exit_code,
                      struct problem *problem);

bool check_x86(const struct command_line *line, enum exit_code *exit_code, struct problem *problem)
{
    struct court court = {.vm = {.fd = -1}};
    bool done;

    /* All rights are used up before the first byte of input is read. */
    if (!court_convene(&court, give_up_capabilities, problem)) return false;
    done = line->stream ? check_stream(judge_frame, &court, problem)
                        : check_one(&court, line->form, exit_code, problem);
    court_close(&court);
    return done;
}

static void judge_frame(struct json *json, const void *court, const uint8_t *bytes, size_t size)
{
    write_judgement(json, court, court_judge(court, bytes, size), bytes, size);
}

static bool check_one(const struct court *court, enum input_form form, enum exit_code *exit_code,
                      struct problem *problem)
{
    static struct filter_input input;
    struct x86_filter filter;
    struct json json;

    if (!read_filter_input(STDIN_FILENO, &input, problem)) return false;
    if (!decode_filter_input(&input, form, &filter, problem)) return false;
    int error = court_judge(court, input.bytes, input.size);
    report_open(&json, CHECK, error == 0);
    write_x86_verdict(&json, court, error, &input, &filter);
    if (error != 0) *exit_code = EXIT_REFUSED;
    return report_close(&json, problem);
}
