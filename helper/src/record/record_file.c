#include "record/record_file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/decimal.h"
#include "input/read_bytes.h"
#include "process/pid_namespace.h"

static const char *take_number(const char *text, uint64_t max, uint64_t *number);
static void move_filter(const struct record_file *from, const struct record_filter *filter,
                        const struct record_file *to, struct record_filter *moved);
static int write_all(int fd, const char *text, size_t size);

void record_file_name(const struct vm_identity *vm, char name[RECORD_NAME_SIZE])
{
    snprintf(name, RECORD_NAME_SIZE, "%d-%" PRIu64 "-%d-%" PRIu64 ".record", vm->pid,
             vm->start_time, vm->vm_fd, own_pid_namespace());
}

bool record_file_identify(const char *name, struct vm_identity *vm, bool *record)
{
    uint64_t pid = 0;
    uint64_t vm_fd = 0;
    uint64_t pid_namespace = 0;
    const char *rest = take_number(name + (name[0] == '.'), INT_MAX, &pid);

    if (rest == NULL || *rest != '-' || pid == 0) return false;
    rest = take_number(rest + 1, UINT64_MAX, &vm->start_time);
    if (rest == NULL || *rest != '-') return false;
    rest = take_number(rest + 1, INT_MAX, &vm_fd);
    if (rest == NULL || *rest != '-') return false;
    rest = take_number(rest + 1, UINT64_MAX, &pid_namespace);
    if (rest == NULL || *rest != '.' || pid_namespace != own_pid_namespace()) return false;
    vm->pid = (pid_t)pid;
    vm->vm_fd = (int)vm_fd;
    *record = name[0] != '.' && strcmp(rest, ".record") == 0;
    return *record || name[0] == '.';
}

enum record_read record_file_read(int directory, const struct vm_identity *vm,
                                  struct record_file *file)
{
    char name[RECORD_NAME_SIZE];
    struct stat status;

    record_file_name(vm, name);
    int fd = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) return errno == ENOENT ? RECORD_ABSENT : RECORD_BROKEN;
    bool read = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
                record_file_read_from(fd, file) && file->record.by == RECORD_BY_APPLY &&
                file->record.pid == vm->pid && file->record.start_time == vm->start_time &&
                file->record.vm_fd == vm->vm_fd;
    close(fd);
    return read ? RECORD_READ : RECORD_BROKEN;
}

bool record_file_read_from(int fd, struct record_file *file)
{
    int error;
    size_t size = read_bytes(fd, (uint8_t *)file->text, sizeof file->text, &error);

    return error == 0 && record_parse(file->text, size, &file->record);
}

/* The filters of a record lie in its text. */
void record_file_copy(const struct record_file *from, struct record_file *to)
{
    const struct record *record = &from->record;

    memcpy(to, from, sizeof *to);
    move_filter(from, &record->filter, to, &to->record.filter);
    move_filter(from, &record->before, to, &to->record.before);
}

int record_file_create(int directory, const char *name, const struct record *record)
{
    static char text[MAX_RECORD_TEXT];
    size_t size = record_text(record, text, sizeof text);
    int fd = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (fd < 0) return errno;
    int error = write_all(fd, text, size);
    if (error == 0 && fsync(fd) != 0) error = errno;
    close(fd);
    return error;
}

static const char *take_number(const char *text, uint64_t max, uint64_t *number)
{
    char digits[24];
    size_t length = strspn(text, "0123456789");

    if (length >= sizeof digits) return NULL;
    memcpy(digits, text, length);
    digits[length] = '\0';
    return read_decimal(digits, max, number) ? text + length : NULL;
}

static void move_filter(const struct record_file *from, const struct record_filter *filter,
                        const struct record_file *to, struct record_filter *moved)
{
    if (filter->size == 0) return;
    moved->bytes = (const uint8_t *)to->text + (filter->bytes - (const uint8_t *)from->text);
}

static int write_all(int fd, const char *text, size_t size)
{
    while (size > 0) {
        ssize_t count = write(fd, text, size);
        if (count < 0 && errno != EINTR) return errno;
        if (count <= 0) continue;
        text += count;
        size -= (size_t)count;
    }
    return 0;
}
