#include "process/qemu_argument.h"

#include <stddef.h>

#include "process/qemu_option.h"

static bool has_value(const char *option, bool unknown_have_values);

enum qemu_argument qemu_argument_take(struct qemu_arguments *arguments, const char *argument,
                                      const char **option)
{
    *option = arguments->option;
    arguments->option = NULL;
    if (*option != NULL) return QEMU_ARGUMENT_VALUE;
    if (argument[0] != '-') return QEMU_ARGUMENT_OTHER;
    *option = argument + (argument[1] == '-' ? 2 : 1);
    if (has_value(*option, arguments->unknown_have_values)) arguments->option = *option;
    return QEMU_ARGUMENT_OPTION;
}

static bool has_value(const char *option, bool unknown_have_values)
{
    switch (qemu_option_kind(option)) {
    case QEMU_ALONE:
        return false;
    case QEMU_WITH_VALUE:
        return true;
    case QEMU_UNKNOWN:
        break;
    }
    return unknown_have_values;
}
