#include "subcommand/apply.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "kvm/host_form.h"
#include "process/process_machine.h"
#include "rights/capabilities.h"
#include "subcommand/apply_report.h"
#include "subcommand/recorded_injection.h"
#include "version.h"

static bool take_filter(const struct command_line *line, struct application *application,
                        struct problem *problem);
static bool find_vm(const struct command_line *line, struct application *application,
                    struct problem *problem);
static bool set_filter(const char *records, struct application *application,
                       struct problem *problem);

/* The order: rights are given up, the filter is read and judged, and only then a process is
 * touched. */
bool apply(const struct command_line *line, enum exit_code *exit_code, struct problem *problem)
{
    static struct application application;
    bool done;

    if (HOST_FORM != FORM_X86) {
        return fail(problem, VM_RUNNING, 0, "Start the VM with " HELPER_NAME " exec.",
                    "On this architecture the kernel takes no filter for a VM that runs.");
    }
    application.court = (struct court){.vm = {.fd = -1}, .known_flags = X86_FILTER_MASKED};
    if (!take_filter(line, &application, problem)) return false;
    if (!find_vm(line, &application, problem)) return false;
    done = set_filter(line->records, &application, problem);
    vm_process_close(&application.process);
    *exit_code = application.error == 0 ? EXIT_DONE : EXIT_REFUSED;
    return done && report_application(line->subcommand, &application, problem);
}

/* Every kernel that has filters takes the one of `clear`. */
static bool take_filter(const struct command_line *line, struct application *application,
                        struct problem *problem)
{
    static const struct x86_filter_header all = {.action = X86_FILTER_DENY};
    struct filter_input *input = &application->input;

    application->judged = line->subcommand == APPLY && !line->unchecked;
    if (!application->judged) {
        keep_tracing_capabilities();
    } else if (!court_convene(&application->court, keep_tracing_capabilities, problem)) {
        return false;
    }
    if (line->subcommand == CLEAR) {
        memcpy(input->bytes, &all, sizeof all);
        input->size = sizeof all;
        return x86_filter_read(input->bytes, input->size, &application->filter);
    }
    return read_filter_input(STDIN_FILENO, input, problem) &&
           decode_filter_input(input, line->form, &application->filter, problem);
}

static bool find_vm(const struct command_line *line, struct application *application,
                    struct problem *problem)
{
    struct vm_process *process = &application->process;

    if (!vm_process_open(&line->choice, process, problem)) return false;
    if (vm_process_choose_vm(process, line->choice.vm_fd, &application->vm_fd, problem) &&
        process_machine_fits(process->pid, problem)) {
        vmm_command_line_of(process->pid, &application->vmm);
        return true;
    }
    vm_process_close(process);
    return false;
}

static bool set_filter(const char *records, struct application *application,
                       struct problem *problem)
{
    const struct filter_input *input = &application->input;
    const struct injection injection = {
        .process = &application->process,
        .vm_fd = application->vm_fd,
        .filter = input->bytes,
        .size = input->size,
    };

    if (application->judged) {
        application->error = court_judge(&application->court, input->bytes, input->size);
        if (application->error != 0) return true;
    }
    if (!inject_recorded(records, &injection, &application->result, application->record, problem)) {
        return false;
    }
    application->injected = true;
    application->error = application->result.error;
    return true;
}
