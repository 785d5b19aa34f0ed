#include "subcommand/apply_report.h"

#include "command/report.h"
#include "record/sha256.h"
#include "subcommand/x86_verdict.h"

static void write_vm(struct json *json, const struct application *application);
static void write_result(struct json *json, const struct application *application);

bool report_application(enum subcommand subcommand, const struct application *application,
                        struct problem *problem)
{
    const struct filter_input *input = &application->input;
    int error = application->error;
    char fingerprint[FINGERPRINT_SIZE];
    struct json json;

    sha256_text(input->bytes, input->size, fingerprint);
    report_open(&json, subcommand, error == 0);
    write_vm(&json, application);
    write_result(&json, application);
    json_string(&json, "fingerprint", fingerprint);
    write_x86_verdict(&json, &application->court, error, input, &application->filter);
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

static void write_result(struct json *json, const struct application *application)
{
    if (application->injected) {
        json_number(json, "thread", application->result.thread);
        json_number(json, "stoppedMicroseconds", (int64_t)(application->result.stopped_ns / 1000));
    } else {
        json_null(json, "thread");
        json_null(json, "stoppedMicroseconds");
    }
    json_string(json, "record", application->record[0] == '\0' ? NULL : application->record);
}
