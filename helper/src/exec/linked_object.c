#include "exec/linked_object.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exec/object_support.h"
#include "exec/qemu_arguments_file.h"
#include "exec/qemu_link.h"
#include "kvm/host_form.h"

static bool link_object(char *const program[], int place,
                        const struct qemu_filter_arguments *filter, char *const **arguments,
                        struct problem *problem);
static char *linked(const char *accel, const char *id);

bool linked_object_arguments(const struct command_line *line, const struct filter_choice *choice,
                             const char *program, char *const **arguments, struct problem *problem)
{
    static struct qemu_filter_arguments filter;

    *arguments = NULL;
    if (line->filters == NULL || line->optional || HOST_FORM != FORM_X86) return true;
    if (!qemu_arguments_file_read(choice->path, &filter, problem)) return false;
    int place = qemu_link_place((const char *const *)line->program + 1);
    if (filter.object == NULL || place < 0 || !object_is_supported(program)) return true;
    return link_object(line->program, place + 1, &filter, arguments, problem);
}

/** `place` counts from the program's name on. */
static bool link_object(char *const program[], int place,
                        const struct qemu_filter_arguments *filter, char *const **arguments,
                        struct problem *problem)
{
    static char option[] = "-object";
    size_t count = 0;

    while (program[count] != NULL) count++;
    char **list = calloc(count + 3, sizeof *list);
    char *accel = linked(program[place], filter->id);
    char *object = strdup(filter->object);
    if (list == NULL || accel == NULL || object == NULL) {
        free(list);
        free(accel);
        free(object);
        return fail(problem, MEMORY_MISSING, ENOMEM, "Free some memory.",
                    "There is no memory for the VMM's arguments.");
    }
    list[0] = program[0];
    list[1] = option;
    list[2] = object;
    memcpy(list + 3, program + 1, (count - 1) * sizeof *list);
    list[place + 2] = accel;
    *arguments = list;
    return true;
}

static char *linked(const char *accel, const char *id)
{
    char *value = NULL;

    return asprintf(&value, "%s,pmu-filter=%s", accel, id) < 0 ? NULL : value;
}
