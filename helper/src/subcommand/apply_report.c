#include "subcommand/apply_report.h"

#include "command/report.h"
#include "record/sha256.h"
#include "subcommand/x86_verdict.h"

static void write_vm(struct json *json, const struct application *application);
static void write_result(struct json *json, const struct recorded_result *result);
static void write_filter(struct json *json, const struct application *application);

bool report_application(enum subcommand subcommand, const struct application *application,
                        const struct problem *other, struct problem *problem)
{
    struct json json;

    report_open(&json, subcommand, application->error == 0 && other == NULL);
    if (other != NULL) {
        tell_problem(other);
        report_error(&json, other);
    }
    write_vm(&json, application);
    write_result(&json, &application->result);
    write_filter(&json, application);
    return report_close(&json, problem);
}

static void write_vm(struct json *json, const struct application *application)
{
    const struct vmm_command_line *vmm = &application->vmm;

    json_number(json, "pid", application->process.pid);
    json_number(json, "startTime", (int64_t)application->process.start_time);
    json_number(json, "vmFd", application->vm_fd);
    json_string(json, "uuid", vmm->uuid[0] == '\0' ? NULL : vmm->uuid);
    json_string(json, "name", vmm->name[0] == '\0' ? NULL : vmm->name);
}

static void write_result(struct json *json, const struct recorded_result *result)
{
    const struct injection_result *injection = &result->injection;

    if (result->injected) {
        json_number(json, "thread", injection->thread);
        json_number(json, "stoppedMicroseconds", (int64_t)(injection->stopped_ns / 1000));
    } else {
        json_null(json, "thread");
        json_null(json, "stoppedMicroseconds");
    }
    json_string(json, "record", result->record[0] == '\0' ? NULL : result->record);
    json_boolean(json, "changed", result->injected && injection->error == 0);
    json_string(json, "owner", result->owner[0] == '\0' ? NULL : result->owner);
    if (result->previous.state == NULL) {
        json_null(json, "previous");
    } else {
        write_known_filter(json, "previous", &result->previous);
    }
}

static void write_filter(struct json *json, const struct application *application)
{
    const struct filter_input *input = &application->input;
    const struct x86_filter *filter = &application->filter;
    char fingerprint[FINGERPRINT_SIZE];

    sha256_text(input->bytes, input->size, fingerprint);
    json_string(json, "fingerprint", fingerprint);
    if (application->judged || application->result.injected) {
        write_x86_verdict(json, &application->court, application->error, input, filter);
    } else {
        write_no_verdict(json, filter);
    }
}
