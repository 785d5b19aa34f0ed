#include "subcommand/status_qemu.h"

#include <string.h>

#include "process/process_arguments.h"
#include "process/qemu_argument.h"
#include "process/qemu_object.h"

static void write_values(struct json *json, const char *key, struct process_arguments texts,
                         const char *of, bool (*fits)(const char *value));

void write_qemu_arguments(struct json *json, pid_t pid)
{
    struct process_arguments texts;

    if (!process_arguments_read(pid, &texts) || texts.cut) {
        json_null(json, "qemuArguments");
        return;
    }
    json_open_object(json, "qemuArguments");
    write_values(json, "objects", texts, "object", qemu_object_is_filter);
    write_values(json, "accels", texts, "accel", NULL);
    json_close_object(json);
}

/** The values of an option, as they are; those that fit, where not all do. */
static void write_values(struct json *json, const char *key, struct process_arguments texts,
                         const char *of, bool (*fits)(const char *value))
{
    struct qemu_arguments arguments = {.unknown_have_values = false};
    const char *text = process_arguments_take(&texts);
    const char *option;

    json_open_list(json, key);
    while (text != NULL && (text = process_arguments_take(&texts)) != NULL) {
        if (qemu_argument_take(&arguments, text, &option) != QEMU_ARGUMENT_VALUE) continue;
        if (strcmp(option, of) != 0 || (fits != NULL && !fits(text))) continue;
        json_string(json, NULL, text);
    }
    json_close_list(json);
}
