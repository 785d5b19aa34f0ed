#include "record/record_change.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "injection/fault_point.h"
#include "record/record_directory.h"

/** The files of a change, beside the record itself. */
struct names {
    char record[RECORD_NAME_SIZE];
    /** A record that says "setting", before it takes the record's place. */
    char setting[RECORD_NAME_SIZE];
    /** A record that says "set", before it does. */
    char set[RECORD_NAME_SIZE];
    /** Another link to the record that was before. */
    char before[RECORD_NAME_SIZE];
};

static void name_files(const struct vm_identity *vm, struct names *names);
static void remove_leftovers(int directory, const struct names *names);
static int write_files(int directory, const struct record *record, const struct names *names);
static int keep_before(struct record_change *change, const struct names *names);
static bool to_disk(int directory, struct problem *problem);

bool record_change_begin(struct record_change *change, int directory, const struct record *record,
                         struct problem *problem)
{
    struct names names;
    int error;

    change->directory = directory;
    change->vm = (struct vm_identity){record->pid, record->start_time, record->vm_fd};
    name_files(&change->vm, &names);
    remove_leftovers(directory, &names);
    error = write_files(directory, record, &names);
    if (error == 0) error = keep_before(change, &names);
    fault_point(FAULT_RECORD_WRITTEN);
    if (error == 0 && renameat(directory, names.setting, directory, names.record) != 0) {
        error = errno;
    }
    fault_point(FAULT_RECORD_SETTING);
    if (error == 0 && fsync(directory) == 0) return true;
    if (error == 0) {
        error = errno;
        record_change_undo(change, problem);
    }
    remove_leftovers(directory, &names);
    return record_failed("it cannot be written", error, problem);
}

bool record_change_done(const struct record_change *change, struct problem *problem)
{
    struct names names;

    name_files(&change->vm, &names);
    if (renameat(change->directory, names.set, change->directory, names.record) != 0) {
        return record_failed("it cannot be put into its place", errno, problem);
    }
    fault_point(FAULT_RECORD_SET);
    unlinkat(change->directory, names.before, 0);
    return to_disk(change->directory, problem);
}

bool record_change_undo(const struct record_change *change, struct problem *problem)
{
    struct names names;
    int directory = change->directory;

    name_files(&change->vm, &names);
    int result = change->had_record ? renameat(directory, names.before, directory, names.record)
                                    : unlinkat(directory, names.record, 0);
    if (result != 0) return record_failed("the one before cannot be brought back", errno, problem);
    unlinkat(directory, names.set, 0);
    return to_disk(directory, problem);
}

bool record_replace(int directory, const struct record *record, struct problem *problem)
{
    const struct vm_identity vm = {record->pid, record->start_time, record->vm_fd};
    struct names names;

    name_files(&vm, &names);
    remove_leftovers(directory, &names);
    int error = record_file_create(directory, names.set, record);
    if (error == 0 && renameat(directory, names.set, directory, names.record) != 0) error = errno;
    if (error == 0) return to_disk(directory, problem);
    remove_leftovers(directory, &names);
    return record_failed("it cannot be written", error, problem);
}

static void name_files(const struct vm_identity *vm, struct names *names)
{
    record_file_name(vm, names->record);
    snprintf(names->setting, sizeof names->setting, ".%.80s.new", names->record);
    snprintf(names->set, sizeof names->set, ".%.80s.set", names->record);
    snprintf(names->before, sizeof names->before, ".%.80s.old", names->record);
}

/** Files of a change that was cut short. */
static void remove_leftovers(int directory, const struct names *names)
{
    unlinkat(directory, names->setting, 0);
    unlinkat(directory, names->set, 0);
    unlinkat(directory, names->before, 0);
}

static int write_files(int directory, const struct record *record, const struct names *names)
{
    struct record copy = *record;

    copy.state = RECORD_SETTING;
    int error = record_file_create(directory, names->setting, &copy);
    if (error != 0) return error;
    copy.state = RECORD_SET;
    return record_file_create(directory, names->set, &copy);
}

static int keep_before(struct record_change *change, const struct names *names)
{
    int directory = change->directory;

    change->had_record = linkat(directory, names->record, directory, names->before, 0) == 0;
    return change->had_record || errno == ENOENT ? 0 : errno;
}

static bool to_disk(int directory, struct problem *problem)
{
    if (fsync(directory) == 0) return true;
    return record_failed("it does not get to the disk", errno, problem);
}
