#include "preload/carried_record.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exec/memfd.h"
#include "kvm/host_form.h"
#include "preload/failure.h"
#include "preload/inherited.h"
#include "preload/noted_file.h"
#include "process/process_stat.h"
#include "record/exec_record.h"
#include "record/record.h"

static bool fill_in(struct record *record, int vm_fd);
static bool keep(const struct record *record);
static void note(int vm_fd, int fd);

enum { MOST_RECORDS = 4096 };

/** The records' descriptors by those of their VMs. One above is kept as long as the process lives.
 */
static struct noted_file records[MOST_RECORDS];

void carry_record(int vm_fd)
{
    struct record record;

    if (fill_in(&record, vm_fd) && keep(&record)) return;
    report_warning("The filter is set, but status will not see it.", "RECORD_FAILED", errno);
}

/* No lock: a descriptor is one VM's at a time, and only threads that know it come here. */
void drop_record(int vm_fd)
{
    if (vm_fd >= 0 && vm_fd < MOST_RECORDS) noted_file_close(&records[vm_fd]);
}

/* Read here and not handed over: a VMM may fork before it makes its VM (-daemonize). */
static bool fill_in(struct record *record, int vm_fd)
{
    struct process_stat stat;

    record->pid = getpid();
    if (!process_stat_read(record->pid, record->pid, &stat)) return false;
    record->state = RECORD_SET;
    record->by = RECORD_BY_EXEC;
    record->form = HOST_FORM == FORM_ARM64 ? RECORD_ARM64 : RECORD_X86;
    memcpy(record->boot_id, inherited.boot_id, sizeof record->boot_id);
    record->start_time = stat.start_time;
    record->vm_fd = vm_fd;
    record_stamp(record);
    record->owner[0] = '\0';
    record->filter = (struct record_filter){inherited.filter, inherited.size};
    record->before = (struct record_filter){NULL, 0};
    return true;
}

static bool keep(const struct record *record)
{
    size_t room = 2 * record->filter.size + 512;
    char *text = malloc(room);

    if (text == NULL) return false;
    size_t size = record_text(record, text, room);
    int fd = size == 0 ? -1 : memfd_with(EXEC_RECORD_NAME, text, size);
    free(text);
    if (fd >= 0) note(record->vm_fd, fd);
    return fd >= 0;
}

static void note(int vm_fd, int fd)
{
    if (vm_fd < MOST_RECORDS) noted_file_note(&records[vm_fd], fd);
}
