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
static bool set_filter(const struct command_line *line, struct application *application,
                       struct problem *problem);
static bool report(const struct command_line *line, const struct application *application,
                   bool done, enum exit_code *exit_code, struct problem *problem);

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
    done = set_filter(line, &application, problem);
    vm_process_close(&application.process);
    return report(line, &application, done, exit_code, problem);
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

static bool set_filter(const struct command_line *line, struct application *application,
                       struct problem *problem)
{
    const struct filter_input *input = &application->input;
    bool clears = line->subcommand == CLEAR;
    const struct recorded_injection asked = {
        .directory = line->records,
        .process = &application->process,
        .vm_fd = application->vm_fd,
        .wanted =
            {
                .filter = {input->bytes, input->size},
                .owner = clears ? NULL : line->owner,
                .unless_set = line->unless_set,
                .only_of = clears ? line->owner : NULL,
            },
    };

    if (application->judged) {
        application->error = court_judge(&application->court, input->bytes, input->size);
        if (application->error != 0) return true;
    }
    if (!inject_recorded(&asked, &application->result, problem)) return false;
    if (application->result.injected) application->error = application->result.injection.error;
    return true;
}

/* What is another owner's is reported with what is known of it. */
static bool report(const struct command_line *line, const struct application *application,
                   bool done, enum exit_code *exit_code, struct problem *problem)
{
    struct problem other = {.code = NO_PROBLEM};

    if (!done) other = *problem;
    if (!done && other.code != OWNER_OTHER) return false;
    *exit_code = application->error == 0 ? problem_exit_code(other.code) : EXIT_REFUSED;
    return report_application(line->subcommand, application, done ? NULL : &other, problem);
}
