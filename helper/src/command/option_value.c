#include "command/option_value.h"

#include <inttypes.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>

#include "command/decimal.h"
#include "command/usage.h"
#include "process/cgroup_unit.h"
#include "record/record_owner.h"

static bool read_form(const char *text, enum input_form *form);
static bool read_number(const struct option_value *value, void *variable);
static bool number_wrong(const struct option_value *value, enum subcommand subcommand,
                         struct problem *problem);
static uint64_t least_of(enum option_kind kind);
static uint64_t most_of(enum option_kind kind);

bool option_value_read(const struct option_value *value, void *variable, enum subcommand subcommand,
                       struct problem *problem)
{
    if (value->text[0] == '\0') {
        return usage_wrong(subcommand, problem, "%s lacks its value.", value->name);
    }
    switch (value->kind) {
    case OPTION_FLAG:
    case OPTION_TEXT:
        break;
    case OPTION_OWNER:
        if (record_owner_valid(value->text)) break;
        return usage_wrong(subcommand, problem,
                           "%s takes 1 to %d letters, digits, dots, dashes and underscores, not "
                           "%.100s.",
                           value->name, RECORD_OWNER_SIZE - 1, value->text);
    case OPTION_UNIT:
        if (unit_name_valid(value->text)) break;
        return usage_wrong(subcommand, problem,
                           "%s takes a unit's full name, as web1.service, not %.100s.", value->name,
                           value->text);
    case OPTION_INPUT_FORM:
        return read_form(value->text, variable) ||
               usage_wrong(subcommand, problem, "%s takes auto, binary or hex, not %.100s.",
                           value->name, value->text);
    case OPTION_PID:
    case OPTION_START_TIME:
    case OPTION_DESCRIPTOR:
        return read_number(value, variable) || number_wrong(value, subcommand, problem);
    }
    *(const char **)variable = value->text;
    return true;
}

static bool read_form(const char *text, enum input_form *form)
{
    static const char *const forms[] = {
        [INPUT_AUTO] = "auto", [INPUT_BINARY] = "binary", [INPUT_HEX] = "hex"};

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (strcmp(forms[i], text) != 0) continue;
        *form = (enum input_form)i;
        return true;
    }
    return false;
}

static bool read_number(const struct option_value *value, void *variable)
{
    uint64_t number;

    if (!read_decimal(value->text, most_of(value->kind), &number)) return false;
    if (number < least_of(value->kind)) return false;
    if (value->kind == OPTION_START_TIME) {
        *(uint64_t *)variable = number;
    } else if (value->kind == OPTION_PID) {
        *(pid_t *)variable = (pid_t)number;
    } else {
        *(int *)variable = (int)number;
    }
    return true;
}

static bool number_wrong(const struct option_value *value, enum subcommand subcommand,
                         struct problem *problem)
{
    return usage_wrong(subcommand, problem,
                       "%s takes a decimal number from %" PRIu64 " to %" PRIu64 ", not %.100s.",
                       value->name, least_of(value->kind), most_of(value->kind), value->text);
}

static uint64_t least_of(enum option_kind kind)
{
    return kind == OPTION_DESCRIPTOR ? 0 : 1;
}

static uint64_t most_of(enum option_kind kind)
{
    return kind == OPTION_START_TIME ? UINT64_MAX : INT_MAX;
}
