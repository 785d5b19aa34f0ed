#include "process/process_stat.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "command/decimal.h"
#include "process/thread_file.h"

static size_t copy_field(const char *text, size_t size, size_t index, char *field, size_t room);

bool process_stat_read(pid_t pid, pid_t thread, struct process_stat *stat)
{
    char text[1024];
    size_t size;

    if (!thread_file_read(pid, thread, "stat", text, sizeof text, &size)) return false;
    if (process_stat_parse(text, size, stat)) return true;
    errno = ESRCH;
    return false;
}

/* Counted from what follows the name: the state is the first there, the parent the second, the
   start time the twentieth. */
enum { STATE = 0, PARENT = 1, START_TIME = 19 };

bool process_stat_parse(const char *text, size_t size, struct process_stat *stat)
{
    const char *name_end = size == 0 ? NULL : memrchr(text, ')', size);
    char field[24];
    uint64_t parent;

    if (name_end == NULL) return false;
    size -= (size_t)(name_end + 1 - text);
    text = name_end + 1;
    if (copy_field(text, size, STATE, field, sizeof field) != 1) return false;
    stat->ended = field[0] == 'Z' || field[0] == 'X' || field[0] == 'x';
    stat->deaf = field[0] == 'D';
    copy_field(text, size, PARENT, field, sizeof field);
    if (!read_decimal(field, INT_MAX, &parent)) return false;
    stat->parent = (pid_t)parent;
    copy_field(text, size, START_TIME, field, sizeof field);
    return read_decimal(field, UINT64_MAX, &stat->start_time);
}

/** Each field has a space before it. The length, 0 if there is no such field or it is too long. */
static size_t copy_field(const char *text, size_t size, size_t index, char *field, size_t room)
{
    size_t at = 0;
    size_t length = 0;

    field[0] = '\0';
    for (size_t spaces = 0; at < size && spaces <= index; at++) spaces += text[at] == ' ';
    while (at + length < size && text[at + length] != ' ' && text[at + length] != '\n') length++;
    if (length >= room) return 0;
    memcpy(field, text + at, length);
    field[length] = '\0';
    return length;
}
