#include "subcommand/recorded_injection.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "record/boot_id.h"
#include "record/evidence.h"
#include "record/record_change.h"
#include "record/record_directory.h"
#include "record/stale_records.h"

static bool inject_under_lock(int directory, const struct injection *injection,
                              struct injection_result *result, struct problem *problem);
static void draw_up(struct record *record, const struct injection *injection,
                    const struct evidence *evidence);
static bool conclude(const struct record_change *change, bool answered,
                     const struct injection_result *result, struct problem *problem);
static bool refused_for_filter(const struct injection *injection, int error,
                               struct problem *problem);

bool inject_recorded(const char *directory, const struct injection *injection,
                     struct injection_result *result, char record[RECORD_PATH_SIZE],
                     struct problem *problem)
{
    const struct vm_process *process = injection->process;
    const struct vm_identity vm = {process->pid, process->start_time, injection->vm_fd};
    char name[RECORD_NAME_SIZE];
    bool done = false;
    int fd = record_directory_open(directory, problem);

    if (fd < 0) return false;
    int lock = record_lock(fd, process->pid, problem);
    if (lock >= 0) {
        stale_records_remove(fd, lock, process->pid);
        done = inject_under_lock(fd, injection, result, problem);
        close(lock);
    }
    close(fd);
    record_file_name(&vm, name);
    snprintf(record, RECORD_PATH_SIZE, "%.400s/%s", directory, name);
    if (done && result->error != 0) record[0] = '\0';
    return done;
}

static bool inject_under_lock(int directory, const struct injection *injection,
                              struct injection_result *result, struct problem *problem)
{
    const struct vm_process *process = injection->process;
    const struct vm_identity vm = {process->pid, process->start_time, injection->vm_fd};
    struct record_change change;
    struct evidence evidence;
    struct record record;

    evidence_find(directory, &vm, &evidence);
    draw_up(&record, injection, &evidence);
    if (!record_change_begin(&change, directory, &record, problem)) return false;
    bool answered = inject_filter(injection, result, problem);
    if (!conclude(&change, answered, result, problem)) return false;
    return answered && refused_for_filter(injection, result->error, problem);
}

static void draw_up(struct record *record, const struct injection *injection,
                    const struct evidence *evidence)
{
    memset(record, 0, sizeof *record);
    record->by = RECORD_BY_APPLY;
    record->form = RECORD_X86;
    boot_id_read(record->boot_id);
    record->pid = injection->process->pid;
    record->start_time = injection->process->start_time;
    record->vm_fd = injection->vm_fd;
    record_stamp(record);
    record->filter = (struct record_filter){injection->filter, injection->size};
    if (evidence->record != NULL && evidence->record->state == RECORD_SET) {
        record->before = evidence->record->filter;
    }
}

/* The truth after the call: where it is not known the record goes on saying "setting". */
static bool conclude(const struct record_change *change, bool answered,
                     const struct injection_result *result, struct problem *problem)
{
    struct problem unwritten;

    if (!answered) {
        if (problem->code != OUTCOME_UNKNOWN) record_change_undo(change, &unwritten);
        return false;
    }
    if (result->error != 0) return record_change_undo(change, problem);
    if (record_change_done(change, &unwritten)) return true;
    return fail(problem, RECORD_FAILED, unwritten.error,
                "Its record says \"setting\", or nothing after the host fails. Apply it again.",
                "The filter is set in process %d, but there is no full record of it: %s.",
                change->vm.pid, strerror(unwritten.error));
}

/* What the kernel says of the VM rather than of the filter is a problem. */
static bool refused_for_filter(const struct injection *injection, int error,
                               struct problem *problem)
{
    pid_t pid = injection->process->pid;

    if (error == EIO) {
        return fail(problem, VM_INHERITED, error,
                    "Choose the process that made the VM, and that runs it.",
                    "The VM of descriptor %d in process %d belongs to another process.",
                    injection->vm_fd, pid);
    }
    if (error == EBADF || error == ENOTTY) {
        return fail(problem, VM_MISSING, error, "Look again which process runs the VM.",
                    "The VM of descriptor %d in process %d was closed just now.", injection->vm_fd,
                    pid);
    }
    return true;
}
