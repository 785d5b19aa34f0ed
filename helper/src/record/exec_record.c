#include "record/exec_record.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "input/directory_list.h"
#include "process/namespace_pid.h"
#include "process/proc_file.h"
#include "record/foreign_memfd.h"

/* A process can give a memfd as many descriptors as it likes. */
enum { MOST_MEMFDS = 1024 };

static bool is_memfd(int directory, const char *name);
static bool read_memfd(int directory, const char *name, struct record_file *file);
static bool fits(const struct record *record, const struct vm_identity *vm, const char *boot_id);

bool exec_record_find(const struct vm_identity *vm, const char *boot_id, struct record_file *file)
{
    static struct record_file candidate;
    DIR *directory = directory_list(proc_open(vm->pid, "fd", O_RDONLY | O_DIRECTORY));
    const struct dirent *entry;
    int looked_at = 0;
    bool found = false;

    if (directory == NULL) return false;
    while ((entry = readdir(directory)) != NULL) {
        if (!is_memfd(dirfd(directory), entry->d_name)) continue;
        if (looked_at++ == MOST_MEMFDS) break;
        if (!read_memfd(dirfd(directory), entry->d_name, &candidate)) continue;
        if (!fits(&candidate.record, vm, boot_id)) continue;
        if (found && candidate.record.uptime <= file->record.uptime) continue;
        record_file_copy(&candidate, file);
        found = true;
    }
    closedir(directory);
    return found;
}

static bool is_memfd(int directory, const char *name)
{
    static const char memfd[] = "/memfd:" EXEC_RECORD_NAME " (deleted)";
    char link[sizeof memfd];
    ssize_t length = readlinkat(directory, name, link, sizeof link);

    return length == (ssize_t)sizeof memfd - 1 && memcmp(link, memfd, sizeof memfd - 1) == 0;
}

static bool read_memfd(int directory, const char *name, struct record_file *file)
{
    int fd = foreign_memfd_open(directory, name);

    if (fd < 0) return false;
    bool read = record_file_read_from(fd, file);
    close(fd);
    return read;
}

/* A VMM in a container knows itself by the ID that it has there. */
static bool fits(const struct record *record, const struct vm_identity *vm, const char *boot_id)
{
    return record->by == RECORD_BY_EXEC && record->state == RECORD_SET &&
           strcmp(record->boot_id, boot_id) == 0 && record->start_time == vm->start_time &&
           record->vm_fd == vm->vm_fd &&
           (record->pid == vm->pid || record->pid == namespace_pid_of(vm->pid));
}
