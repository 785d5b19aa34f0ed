#include "record/stale_records.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "input/directory_list.h"
#include "process/process_stat.h"
#include "process/vm_descriptors.h"
#include "record/boot_id.h"
#include "record/record_directory.h"

static bool is_gone(pid_t pid);
static bool of_earlier_boot(int directory, const struct vm_identity *vm);
static void remove_if_stale(int directory, const char *name);
static bool is_stale(int directory, const struct vm_identity *vm, bool record);

DIR *record_files_list(int directory)
{
    return directory_list(openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

enum record_process record_process_of(int directory, const struct vm_identity *vm)
{
    static struct vm_descriptors vms;
    struct process_stat stat;

    if (!process_stat_read(vm->pid, vm->pid, &stat)) {
        return is_gone(vm->pid) ? RECORD_PROCESS_GONE : RECORD_PROCESS_UNKNOWN;
    }
    if (stat.start_time != vm->start_time) return RECORD_PROCESS_ANOTHER;
    if (of_earlier_boot(directory, vm)) return RECORD_PROCESS_GONE;
    if (!vm_descriptors_find(vm->pid, &vms)) {
        return errno == ENOENT || errno == ESRCH ? RECORD_PROCESS_GONE : RECORD_PROCESS_UNKNOWN;
    }
    return vm_descriptor_is(vm->pid, vm->vm_fd) ? RECORD_PROCESS_SAME : RECORD_PROCESS_WITHOUT_VM;
}

void stale_records_remove(int directory, int lock, pid_t pid)
{
    DIR *entries = record_files_list(directory);
    const struct dirent *entry;
    struct vm_identity vm;
    bool record;

    if (entries == NULL) return;
    while ((entry = readdir(entries)) != NULL) {
        if (!record_file_identify(entry->d_name, &vm, &record) || !is_stale(directory, &vm, record))
            continue;
        /* Those of `pid` are ours already, and must stay so. */
        if (vm.pid == pid) {
            remove_if_stale(directory, entry->d_name);
        } else if (record_lock_also(lock, vm.pid)) {
            remove_if_stale(directory, entry->d_name);
            record_unlock_also(lock, vm.pid);
        }
    }
    closedir(entries);
}

/* Asked of the kernel and not of /proc, which may hide processes (proc(5), hidepid). */
static bool is_gone(pid_t pid)
{
    return kill(pid, 0) != 0 && errno == ESRCH;
}

static bool of_earlier_boot(int directory, const struct vm_identity *vm)
{
    static struct record_file file;
    char boot_id[UUID_SIZE];

    boot_id_read(boot_id);
    return record_file_read(directory, vm, &file) == RECORD_READ &&
           strcmp(file.record.boot_id, boot_id) != 0;
}

/* Looked at again, since it could have been in use before the lock. */
static void remove_if_stale(int directory, const char *name)
{
    struct vm_identity vm;
    bool record;

    if (record_file_identify(name, &vm, &record) && is_stale(directory, &vm, record)) {
        unlinkat(directory, name, 0);
    }
}

/* What is left of a change has no use but to the helper that has the lock. */
static bool is_stale(int directory, const struct vm_identity *vm, bool record)
{
    if (!record) return true;
    enum record_process process = record_process_of(directory, vm);
    return process == RECORD_PROCESS_GONE || process == RECORD_PROCESS_ANOTHER;
}
