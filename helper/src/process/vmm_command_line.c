#include "process/vmm_command_line.h"

#include <string.h>

#include "process/qemu_argument.h"
#include "process/qemu_part.h"

static void read_arguments(const char *const arguments[], bool unknown_have_values,
                           struct vmm_command_line *line);
static bool same(const struct vmm_command_line *a, const struct vmm_command_line *b);
static void read_argument(struct qemu_arguments *arguments, const char *argument,
                          struct vmm_command_line *line);
static void read_uuid(const char *value, struct vmm_command_line *line);

void vmm_command_line_read(const char *const arguments[], struct vmm_command_line *line)
{
    struct vmm_command_line other;

    read_arguments(arguments, false, line);
    read_arguments(arguments, true, &other);
    line->ambiguous = !same(line, &other);
}

bool vmm_command_line_of(pid_t pid, struct vmm_command_line *line)
{
    struct process_arguments texts;

    if (!process_arguments_read(pid, &texts)) return false;
    vmm_command_line_parse(texts, line);
    return true;
}

void vmm_command_line_parse(struct process_arguments texts, struct vmm_command_line *line)
{
    struct qemu_arguments arguments = {.unknown_have_values = false};
    const char *text = process_arguments_take(&texts);

    memset(line, 0, sizeof *line);
    while (text != NULL && (text = process_arguments_take(&texts)) != NULL) {
        read_argument(&arguments, text, line);
    }
}

static void read_arguments(const char *const arguments[], bool unknown_have_values,
                           struct vmm_command_line *line)
{
    struct qemu_arguments reading = {.unknown_have_values = unknown_have_values};

    memset(line, 0, sizeof *line);
    for (; *arguments != NULL; arguments++) read_argument(&reading, *arguments, line);
}

static bool same(const struct vmm_command_line *a, const struct vmm_command_line *b)
{
    return strcmp(a->uuid, b->uuid) == 0 && strcmp(a->name, b->name) == 0 &&
           a->identified == b->identified && a->uuid_invalid == b->uuid_invalid;
}

static void read_argument(struct qemu_arguments *arguments, const char *argument,
                          struct vmm_command_line *line)
{
    const char *option;

    if (qemu_argument_take(arguments, argument, &option) != QEMU_ARGUMENT_VALUE) return;
    bool is_uuid = strcmp(option, "uuid") == 0;
    if (!is_uuid && strcmp(option, "name") != 0) return;
    line->identified = true;
    if (is_uuid) {
        read_uuid(argument, line);
    } else {
        qemu_part_text(argument, "guest", true, line->name, sizeof line->name);
    }
}

static void read_uuid(const char *value, struct vmm_command_line *line)
{
    char uuid[UUID_SIZE];

    if (uuid_normalize(value, uuid)) {
        memcpy(line->uuid, uuid, sizeof uuid);
    } else {
        line->uuid_invalid = true;
    }
}
