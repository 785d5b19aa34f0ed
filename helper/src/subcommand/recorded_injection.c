#include "subcommand/recorded_injection.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "record/boot_id.h"
#include "record/record_change.h"
#include "record/record_directory.h"
#include "record/stale_records.h"

static bool change_under_lock(int directory, const struct recorded_injection *asked,
                              struct recorded_result *result, struct problem *problem);
static bool change_owner(int directory, const struct record *present, const char *owner,
                         struct problem *problem);
static bool inject(int directory, const struct recorded_injection *asked,
                   const struct evidence *evidence, struct recorded_result *result,
                   struct problem *problem);
static void draw_up(struct record *record, const struct recorded_injection *asked,
                    const struct evidence *evidence);
static void name_owner(const char *owner, char copy[RECORD_OWNER_SIZE]);
static bool conclude(const struct record_change *change, bool answered,
                     const struct injection_result *result, struct problem *problem);
static bool refused_for_filter(const struct injection *injection, int error,
                               struct problem *problem);
static bool of_other(const struct recorded_injection *asked, const struct evidence *evidence,
                     struct problem *problem);

bool inject_recorded(const struct recorded_injection *asked, struct recorded_result *result,
                     struct problem *problem)
{
    pid_t pid = asked->process->pid;
    bool done = false;
    int fd = record_directory_open(asked->directory, problem);

    if (fd < 0) return false;
    int lock = record_lock(fd, pid, problem);
    if (lock >= 0) {
        stale_records_remove(fd, lock, pid);
        done = change_under_lock(fd, asked, result, problem);
        close(lock);
    }
    close(fd);
    return done;
}

static bool change_under_lock(int directory, const struct recorded_injection *asked,
                              struct recorded_result *result, struct problem *problem)
{
    const struct vm_identity vm = {asked->process->pid, asked->process->start_time, asked->vm_fd};
    char name[RECORD_NAME_SIZE];
    struct evidence evidence;

    evidence_find(directory, &vm, &evidence);
    known_filter_note(&evidence, &result->previous);
    memcpy(result->owner, result->previous.owner, sizeof result->owner);
    record_file_name(&vm, name);
    if (evidence.source == EVIDENCE_OF_APPLY || evidence.source == EVIDENCE_BROKEN) {
        snprintf(result->record, sizeof result->record, "%.400s/%s", asked->directory, name);
    }
    switch (due_change(&asked->wanted, &evidence)) {
    case DUE_NOTHING:
        return true;
    case DUE_OF_OTHER:
        return of_other(asked, &evidence, problem);
    case DUE_OWNER:
        name_owner(asked->wanted.owner, result->owner);
        return change_owner(directory, evidence.record, result->owner, problem);
    case DUE_FILTER:
        break;
    }
    if (!inject(directory, asked, &evidence, result, problem)) return false;
    if (result->injection.error != 0) {
        result->record[0] = '\0';
        return true;
    }
    snprintf(result->record, sizeof result->record, "%.400s/%s", asked->directory, name);
    name_owner(asked->wanted.owner, result->owner);
    return true;
}

static bool change_owner(int directory, const struct record *present, const char *owner,
                         struct problem *problem)
{
    struct record record = *present;

    memcpy(record.owner, owner, sizeof record.owner);
    return record_replace(directory, &record, problem);
}

static bool inject(int directory, const struct recorded_injection *asked,
                   const struct evidence *evidence, struct recorded_result *result,
                   struct problem *problem)
{
    const struct record_filter *filter = &asked->wanted.filter;
    const struct injection injection = {asked->process, asked->vm_fd, filter->bytes, filter->size};
    struct record_change change;
    struct record record;

    draw_up(&record, asked, evidence);
    if (!record_change_begin(&change, directory, &record, problem)) return false;
    result->injected = inject_filter(&injection, &result->injection, problem);
    if (!conclude(&change, result->injected, &result->injection, problem)) return false;
    return result->injected && refused_for_filter(&injection, result->injection.error, problem);
}

static void draw_up(struct record *record, const struct recorded_injection *asked,
                    const struct evidence *evidence)
{
    memset(record, 0, sizeof *record);
    record->by = RECORD_BY_APPLY;
    record->form = RECORD_X86;
    boot_id_read(record->boot_id);
    record->pid = asked->process->pid;
    record->start_time = asked->process->start_time;
    record->vm_fd = asked->vm_fd;
    record_stamp(record);
    name_owner(asked->wanted.owner, record->owner);
    record->filter = asked->wanted.filter;
    if (evidence->record != NULL && evidence->record->state == RECORD_SET) {
        record->before = evidence->record->filter;
    }
}

static void name_owner(const char *owner, char copy[RECORD_OWNER_SIZE])
{
    snprintf(copy, RECORD_OWNER_SIZE, "%s", owner == NULL ? "" : owner);
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

static bool of_other(const struct recorded_injection *asked, const struct evidence *evidence,
                     struct problem *problem)
{
    const char *owner = evidence_owner(evidence);
    pid_t pid = asked->process->pid;

    if (owner != NULL) {
        return fail(problem, OWNER_OTHER, 0, "Leave it to that owner, or clear without --owner.",
                    "The filter of the VM in process %d is of the owner %s, not of %s.", pid, owner,
                    asked->wanted.only_of);
    }
    return fail(problem, OWNER_OTHER, 0,
                "Look in status what is known of it, and clear without --owner if it may go.",
                "No record says that the filter of the VM in process %d is of the owner %s.", pid,
                asked->wanted.only_of);
}
