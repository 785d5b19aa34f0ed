#include "subcommand/status.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "command/errno_name.h"
#include "command/report.h"
#include "command/usage.h"
#include "process/process_list.h"
#include "process/this_program.h"
#include "process/vm_process.h"
#include "record/record_directory.h"
#include "rights/capabilities.h"
#include "subcommand/status_stale.h"
#include "subcommand/status_vm.h"

static bool status_of_one(const struct command_line *line, struct problem *problem);
static bool status_of_all(const struct command_line *line, struct problem *problem);
static bool vms_of_choice(const struct vm_choice *choice, const struct vm_process *process,
                          struct vm_descriptors *vms, struct problem *problem);
static int open_report(struct json *json, const struct command_line *line);

bool status(const struct command_line *line, struct problem *problem)
{
    keep_tracing_capabilities();
    if (ways_to_choose(&line->choice) > 0) return status_of_one(line, problem);
    return status_of_all(line, problem);
}

static bool status_of_one(const struct command_line *line, struct problem *problem)
{
    static struct vm_descriptors vms;
    struct vm_process process;
    struct json json;

    if (!vm_process_open(&line->choice, &process, problem)) return false;
    bool found = vms_of_choice(&line->choice, &process, &vms, problem);
    vm_process_close(&process);
    if (!found) return false;
    int directory = open_report(&json, line);
    json_open_list(&json, "vms");
    write_vms(&json, directory, process.pid, &vms);
    json_close_list(&json);
    json_null(&json, "stale");
    json_null(&json, "unreadable");
    if (directory >= 0) close(directory);
    return report_close(&json, problem);
}

static bool status_of_all(const struct command_line *line, struct problem *problem)
{
    static struct vm_descriptors vms;
    DIR *processes = process_list_open(problem);
    int64_t unreadable = 0;
    struct json json;
    pid_t pid;

    if (processes == NULL) return false;
    int directory = open_report(&json, line);
    json_open_list(&json, "vms");
    while ((pid = next_id(processes)) != 0) {
        if (runs_this_program(pid)) continue;
        if (vm_descriptors_find(pid, &vms)) {
            write_vms(&json, directory, pid, &vms);
        } else if (errno == EACCES || errno == EPERM) {
            unreadable += runs_program(pid);
        }
    }
    json_close_list(&json);
    closedir(processes);
    write_stale(&json, directory);
    json_number(&json, "unreadable", unreadable);
    if (directory >= 0) close(directory);
    return report_close(&json, problem);
}

/* All of the process, unless one is chosen. */
static bool vms_of_choice(const struct vm_choice *choice, const struct vm_process *process,
                          struct vm_descriptors *vms, struct problem *problem)
{
    if (choice->vm_fd < 0 && vm_descriptors_find(process->pid, vms) && vms->count > 1) return true;
    vms->count = 1;
    return vm_process_choose_vm(process, choice->vm_fd, &vms->fds[0], problem);
}

/** Returns the directory of records, RECORDS_ABSENT or RECORDS_HIDDEN. */
static int open_report(struct json *json, const struct command_line *line)
{
    int error;
    int directory = record_directory_look(line->records, &error);

    report_open(json, STATUS, true);
    json_open_object(json, "records");
    json_string(json, "directory", line->records);
    json_string(json, "errno", directory >= 0 ? NULL : errno_name(error));
    json_close_object(json);
    return directory;
}
